# Answers of R's package survey, as JSON: Rscript fixtures.R FOLDER_OF_THIS_FILE OUTPUT_FOLDER
# Debian 12: R 4.2.2, r-cran-survey 4.1-1.
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "adjust", digits = 17, warn = -1)
# `svyciprop` stops iterating for "logit" when it is 1e-8 close; here it goes on until it has the digits.
exact <- glm.control
formals(exact)$epsilon <- 1e-14
assignInNamespace("glm.control", exact, "stats")
arguments <- commandArgs(trailingOnly = TRUE)
here <- file.path(arguments[1], "r")
folder <- arguments[2]
for (file in c("json", "analyse", "special", "packaged", "generated", "tests")) {
  source(file.path(here, paste0(file, ".R")))
  cat(file, "\n")
}
