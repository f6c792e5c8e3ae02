# The distributions, from R itself.

grid <- expand.grid(x = c(1e-6, 0.02, 0.3, 0.5, 0.75, 0.999), a = c(0.5, 1, 7.3, 85, 2500), b = c(0.5, 2, 52, 1800))
quantiles <- expand.grid(p = c(1e-6, 0.0125, 0.025, 0.4, 0.5, 0.8, 0.975, 0.9999), a = c(0.7, 1, 12, 86, 3000.5),
                         b = c(0.3, 1, 52.6, 900))
degrees <- expand.grid(p = c(1e-8, 0.001, 0.005, 0.025, 0.1, 0.3, 0.49, 0.6, 0.95, 0.975, 0.9995),
                       df = c(0.8, 1, 2, 3.5, 9, 30, 136, 1e3, 1e5))
tests <- expand.grid(t = c(0, 0.01, 0.7, 1.96, 3.3, 12), df = c(1, 2.5, 40, 136, 1e4))
normal <- c(1e-300, 1e-12, 0.001, 0.025, 0.05, 0.2, 0.5, 0.7, 0.975, 0.999, 1 - 1e-10)
gamma <- c(1e-8, 0.1, 0.5, 1.5, 3, 7.25, 14.99, 15, 15.01, 80, 1e4, 1e8)

save(list(
  betaCumulative = list(x = grid$x, a = grid$a, b = grid$b, value = pbeta(grid$x, grid$a, grid$b)),
  betaQuantile = list(x = quantiles$p, a = quantiles$a, b = quantiles$b,
                      value = qbeta(quantiles$p, quantiles$a, quantiles$b)),
  studentQuantile = list(x = degrees$p, a = degrees$df, value = qt(degrees$p, degrees$df)),
  studentTwoSided = list(x = tests$t, a = tests$df, value = 2 * pt(-tests$t, tests$df)),
  normalQuantile = list(x = normal, value = qnorm(normal)),
  normalTwoSided = list(x = abs(qnorm(normal)), value = 2 * pnorm(-abs(qnorm(normal)))),
  logGamma = list(x = gamma, value = lgamma(gamma))
), "special")
