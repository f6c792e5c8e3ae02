# Writes lists and vectors as JSON without any package: numbers with all their digits, one key on a line.
json <- function(value) {
  if (is.null(value)) return("null")
  if (is.list(value)) {
    parts <- vapply(value, json, "")
    if (is.null(names(value))) return(paste0("[", paste(parts, collapse = ",\n"), "]"))
    return(paste0("{", paste0('"', names(value), '":', parts, collapse = ",\n"), "}"))
  }
  if (is.character(value)) text <- paste0('"', value, '"')
  else if (is.logical(value)) text <- ifelse(value, "true", "false")
  else text <- ifelse(is.na(value) | is.infinite(value), "null", number(value))
  if (length(value) == 1 && !inherits(value, "AsIs")) text else paste0("[", paste(text, collapse = ","), "]")
}

# The shortest of 15 or 17 digits that reads back as the same number.
number <- function(value) {
  short <- sprintf("%.15g", value)
  ifelse(suppressWarnings(as.numeric(short)) == value, short, sprintf("%.17g", value))
}

save <- function(value, name) writeLines(json(value), file.path(folder, paste0(name, ".json")))
