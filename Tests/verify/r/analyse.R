# Everything that is compared, for one design of the package survey.
#
# data: y (0/1), x (number, may be NA), z (number), part (0/1: the domain), a and b (groups from 1).

methods <- c("mean", "logit", "xlogit", "beta")

share <- function(design) {
  estimate <- svymean(~y, design)
  p <- as.numeric(coef(estimate))
  # A census leaves no interval to compare.
  inside <- p > 0 && p < 1 && as.numeric(SE(estimate)) > 1e-12
  intervals <- if (inside && degf(design) > 0) lapply(setNames(methods, methods), function(method)
    as.numeric(attr(svyciprop(~y, design, method = method), "ci")))
  list(value = p, error = as.numeric(SE(estimate)), degrees = degf(design), intervals = intervals)
}

# The share among `first` less that among `second`, which may have records in common.
contrast <- function(design, first, second) {
  design$variables$n1 <- as.numeric(first)
  design$variables$n2 <- as.numeric(second)
  sums <- svytotal(~I(y * n1) + n1 + I(y * n2) + n2, design)
  names(sums) <- c("h1", "b1", "h2", "b2")
  found <- svycontrast(sums, quote(h1 / b1 - h2 / b2))
  list(value = as.numeric(coef(found)), error = as.numeric(SE(found)))
}

figures <- function(design) {
  part <- subset(design, part == 1)
  answered <- subset(design, !is.na(x))
  mean <- svymean(~x, design, na.rm = TRUE)
  ratio <- svyratio(~z, ~w, design)
  total <- svytotal(~z, part)
  # Shares that no whole number of records makes: on a step the rounding of R's sums decides.
  quantiles <- svyquantile(~z, design, c(0.2517, 0.5, 0.9017), interval.type = "mean")$z
  half <- svymean(~z, part)
  list(
    weights = sum(weights(design)),
    share = share(design),
    domain = share(part),
    mean = list(value = as.numeric(coef(mean)), error = as.numeric(SE(mean)), degrees = degf(answered),
                interval = as.numeric(confint(mean, df = degf(answered)))),
    partMean = list(value = as.numeric(coef(half)), error = as.numeric(SE(half))),
    total = list(value = as.numeric(coef(total)), error = as.numeric(SE(total))),
    ratio = list(value = as.numeric(coef(ratio)), error = as.numeric(SE(ratio))),
    apart = contrast(design, design$variables$b == 1, design$variables$b == 2),
    overlapping = contrast(design, design$variables$b == 1, design$variables$part == 1),
    quantiles = as.numeric(quantiles[, 1]),
    quantileInterval = as.numeric(quantiles[2, 2:3])
  )
}

# For each group its total in the population: about what the weights say, but not quite.
totals <- function(design, group, size, shift) {
  sums <- tapply(weights(design), group, sum)
  raw <- sums * (1 + shift * seq(-1, 1, length.out = length(sums)))
  as.numeric(round(size * raw / sum(raw), 2))
}

analyse <- function(name, data, strata = NULL, population = NULL, weights = NULL, calibrate = TRUE) {
  data$stratum <- strata
  data$N <- population
  data$w0 <- weights
  arguments <- list(id = ~1, data = data)
  if (!is.null(strata)) arguments$strata <- ~stratum
  if (!is.null(population)) arguments$fpc <- ~N
  if (!is.null(weights)) arguments$weights <- ~w0
  design <- suppressWarnings(do.call(svydesign, arguments))
  result <- list(name = name, data = lapply(as.list(data), I), plain = figures(design))
  if (calibrate) {
    size <- round(sum(weights(design)) * 1.03, 2)
    first <- totals(design, data$a, size, 0.2)
    second <- totals(design, data$b, size, -0.15)
    # The last group takes the rounding, so that both margins add up to the same.
    second[length(second)] <- second[length(second)] + sum(first) - sum(second)
    one <- data.frame(a = sort(unique(data$a)), Freq = first)
    two <- data.frame(b = sort(unique(data$b)), Freq = second)
    fitted <- postStratify(design, ~a, one)
    raked <- rake(design, list(~a, ~b), list(one, two), control = list(maxit = 2000, epsilon = 1e-14))
    # `strict = TRUE` calls itself too often to end: the same in a loop.
    trimmed <- raked
    for (round in 1:2000) trimmed <- trimWeights(trimmed, upper = 1.6 * mean(weights(raked)))
    result <- c(result, list(
      totalsA = I(first), totalsB = I(second),
      fitted = I(as.numeric(weights(fitted))), postStratified = figures(fitted),
      rakedWeights = I(as.numeric(weights(raked))), raked = figures(raked),
      trimmedWeights = I(as.numeric(weights(trimmed)))
    ))
  }
  result
}
