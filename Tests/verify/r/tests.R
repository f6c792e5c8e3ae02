# Shares of simple draws: the numbers printed in the notes on method, Wilson's interval, and letters.
printed <- function(hits, n, population) {
  data <- data.frame(y = rep(c(1, 0), c(hits, n - hits)), N = population)
  design <- svydesign(id = ~1, data = data, fpc = ~N)
  free <- suppressWarnings(svydesign(id = ~1, data = data))
  c(list(hits = hits, n = n, population = population, free = as.numeric(SE(svymean(~y, free)))), share(design))
}

wilson <- function(hits, n) list(hits = hits, n = n,
  interval = as.numeric(suppressWarnings(prop.test(hits, n, correct = FALSE))$conf.int))

# For each column the letters of the columns that are lower, from prop.test and p.adjust.
lettered <- function(hits, n, method) {
  pairs <- combn(which(n >= 30), 2)
  raw <- apply(pairs, 2, function(pair)
    suppressWarnings(prop.test(hits[pair], n[pair], correct = FALSE))$p.value)
  raw[is.nan(raw)] <- 1
  adjusted <- p.adjust(raw, method)
  found <- rep("", length(n))
  for (i in order(pairs[1, ], pairs[2, ])) if (adjusted[i] < 0.05) {
    pair <- pairs[, i]
    low <- pair[which.min(hits[pair] / n[pair])]
    high <- setdiff(pair, low)
    found[high] <- paste(sort(strsplit(paste0(found[high], letters[low]), "")[[1]]), collapse = "")
  }
  list(hits = I(hits), n = I(n), method = method, letters = I(found))
}

set.seed(342)
rows <- lapply(1:40, function(row) {
  k <- sample(2:6, 1)
  n <- sample(20:400, k, replace = TRUE)
  n[1:2] <- pmax(n[1:2], 30)
  lettered(rbinom(k, n, runif(k, 0.2, 0.6)), n, c("holm", "bonferroni")[1 + row %% 2])
})

# Two waves: Welch's test of the means.
waves <- lapply(1:10, function(row) {
  first <- round(rnorm(sample(5:40, 1), 6, runif(1, 0.5, 3)), 1)
  second <- round(rnorm(sample(5:60, 1), 7, runif(1, 0.5, 3)), 1)
  test <- t.test(second, first)
  list(first = I(first), second = I(second), degrees = as.numeric(test$parameter), interval = as.numeric(test$conf.int))
})

save(list(
  printed = list(printed(85, 137, 342), printed(3, 137, 342), printed(100, 112, 342), printed(20, 40, 41)),
  wilson = list(wilson(85, 137), wilson(0, 30), wilson(30, 30), wilson(1, 5), wilson(400, 1000)),
  letters = rows,
  waves = waves
), "tests")
