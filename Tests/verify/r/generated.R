# Fifty designs: with and without strata, weights and finite population correction, lonely strata, whole strata.
set.seed(20110612)

one <- function(number) {
  n <- sample(30:95, 1)
  levels <- if (number %% 5 == 0) 1 else sample(2:5, 1)
  stratum <- sort(c(rep(seq_len(levels), each = 3), sample(seq_len(levels), n - 3 * levels, replace = TRUE)))
  if (number %% 7 == 0) stratum[1] <- 99
  sizes <- table(stratum)[as.character(stratum)]
  data <- data.frame(
    y = rbinom(n, 1, runif(1, 0.08, 0.9)),
    x = ifelse(runif(n) < 0.1, NA, round(rnorm(n, 7, 1.5), 2)),
    z = sample(0:40, n, replace = TRUE),
    w = round(rexp(n) * 10 + 1, 1),
    part = rbinom(n, 1, 0.6),
    a = c(1:3, sample(1:3, n - 3, replace = TRUE, prob = c(5, 3, 2))),
    b = c(1, 1, 2, sample(1:2, n - 3, replace = TRUE)))
  data$y[1:2] <- c(0, 1)
  data$part[1:4] <- c(1, 1, 0, 1)
  # The number of the population: here and there a stratum that answered as a whole.
  factor <- runif(100, 1.2, 6)
  if (number %% 6 == 0) factor[1] <- 1
  population <- if (number %% 3 != 1) round(as.numeric(sizes) * factor[pmin(stratum, 100)])
  weights <- if (number %% 4 != 2) round(exp(rnorm(n, 2, 0.5)), 3)
  analyse(paste("generated", number), data, strata = if (levels > 1 || number %% 7 == 0) stratum,
          population = population, weights = weights)
}

save(lapply(1:50, one), "generated")
