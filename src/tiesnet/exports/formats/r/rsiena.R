# Loads the matrices in this folder for RSiena.
#
#   setwd("this folder"); source("load.R")        in R
#   Rscript load.R                                on the command line, prints a summary
#
# `waves` holds an array per layer (firms x firms x waves): 1 a tie, 0 none, NA a pair nobody told
# of, 10 a pair of which one was not there. With the package RSiena and two waves or more, `data`
# is the object for siena07; without it only the arrays are made.

if (!exists("folder")) folder <- "."

read_table <- function(name, ...) {
  read.csv(file.path(folder, name), encoding = "UTF-8", na.strings = "", quote = "\"",
           stringsAsFactors = FALSE, check.names = FALSE, colClasses = "character", ...)
}

firms <- read_table("firms.csv")
matrices <- read_table("matrices.csv")
size <- nrow(firms)

read_matrix <- function(file) {
  cells <- read.csv(file.path(folder, file), header = FALSE, na.strings = "NA")
  unname(as.matrix(cells))
}

layers <- unique(matrices$layer)
waves <- lapply(layers, function(layer) {
  files <- matrices$file[matrices$layer == layer]
  array(unlist(lapply(files, read_matrix)), dim = c(size, size, length(files)))
})
names(waves) <- layers

for (k in seq_along(waves)) {
  for (wave in seq_len(dim(waves[[k]])[3])) {
    cells <- waves[[k]][, , wave]
    cat(sprintf("layer %d, wave %d: %d ties, %d unknown, %d absent\n", k, wave,
                sum(cells == 1, na.rm = TRUE), sum(is.na(cells)), sum(cells == 10, na.rm = TRUE)))
  }
}

# There are two ways to say that a firm was not there: the 10 in the matrices, which is used here,
# or the composition of the network; set this to TRUE for the latter.
if (!exists("use_composition")) use_composition <- FALSE

if (requireNamespace("RSiena", quietly = TRUE) && dim(waves[[1]])[3] > 1) {
  parts <- lapply(waves, function(cells) {
    if (use_composition) cells[cells == 10] <- 0
    RSiena::sienaDependent(cells)
  })
  numbers <- lapply(firms[setdiff(names(firms), c("id", "name"))], type.convert,
                    as.is = TRUE, na.strings = "")
  numbers <- Filter(function(x) is.numeric(x) && length(unique(x[!is.na(x)])) > 1, numbers)
  parts <- c(parts, lapply(numbers, RSiena::coCovar))
  names(parts) <- make.names(c(layers, names(numbers)), unique = TRUE)
  if (use_composition) {
    parts$composition <- RSiena::sienaCompositionChangeFromFile(
      file.path(folder, "composition.txt"))
  }
  data <- do.call(RSiena::sienaDataCreate, parts)
  print(data)
}
