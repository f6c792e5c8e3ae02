# The package's own data sets, and the shares that the documentation of the method prints.
data(api)
data(scd)
data(nhanes)
data(hospital)

school <- function(set, ...) with(set, data.frame(
  y = as.numeric(sch.wide == "Yes"), x = ifelse(seq_along(api00) %% 9 == 0, NA, api00), z = enroll, w = api.stu,
  part = as.numeric(stype == "E"), a = as.integer(stype), b = as.integer(comp.imp)))

simple <- school(apisrs)
layered <- school(apistrat)
# Ratios of what is 0 nowhere.
heart <- data.frame(y = as.numeric(scd$alive > 24), x = scd$alive, z = scd$alive, w = scd$arrests,
                    part = c(1, 1, 1, 1, 0, 1), a = c(1, 2, 1, 2, 1, 2), b = c(1, 1, 2, 2, 1, 2))
keep <- seq(1, nrow(nhanes), by = 41)
health <- with(nhanes[keep, ], data.frame(
  y = ifelse(is.na(HI_CHOL), 0, HI_CHOL), x = HI_CHOL, z = SDMVPSU + (SDMVSTRA - 70) / 4, w = 1 + as.integer(agecat),
  part = as.numeric(RIAGENDR == 2), a = as.integer(agecat), b = RIAGENDR))
clinic <- with(hospital, data.frame(
  y = as.numeric(births > 500), x = births, z = births, w = tothosp, part = as.numeric(oblevel < 3),
  a = pmin(oblevel, 2), b = 1 + seq_along(oblevel) %% 2))

save(list(
  analyse("apisrs", simple, population = apisrs$fpc),
  analyse("apistrat", layered, strata = as.integer(apistrat$stype), population = apistrat$fpc, weights = apistrat$pw),
  analyse("scd", heart, strata = scd$ESA, calibrate = FALSE),
  analyse("nhanes", health, strata = nhanes$SDMVSTRA[keep], weights = nhanes$WTMEC2YR[keep]),
  analyse("hospital", clinic, strata = hospital$oblevel, population = hospital$tothosp, weights = hospital$weighta)
), "packaged")
