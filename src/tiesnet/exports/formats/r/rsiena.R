# Loads the matrices in this folder for RSiena.
#
#   setwd("this folder"); source("load.R")        in R
#   Rscript load.R                                on the command line, prints a summary
#
# `waves` holds an array per layer (firms x firms x waves): 1 a tie, 0 none, NA a pair of which
# those asked did not tell, 10 a structural zero: one of the two was not there, or nobody was asked
# about the pair. `constant`, `varying` and `dyadic` hold covariates. With the package RSiena and
# two waves or more, `siena_data(layers)` gives the object for siena07. model.R, beside this file,
# fits a model.

if (!exists("folder")) folder <- "."

read_table <- function(name, ...) {
  read.csv(file.path(folder, name), encoding = "UTF-8", na.strings = "", quote = "\"",
           stringsAsFactors = FALSE, check.names = FALSE, colClasses = "character", ...)
}

here <- function(name) file.exists(file.path(folder, name))

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
count <- dim(waves[[1]])[3]

for (k in seq_along(waves)) {
  for (wave in seq_len(count)) {
    cells <- waves[[k]][, , wave]
    cat(sprintf("layer %d, wave %d: %d ties, %d unknown, %d structural zeros\n", k, wave,
                sum(cells == 1, na.rm = TRUE), sum(is.na(cells)), sum(cells == 10, na.rm = TRUE)))
  }
}

# Covariates that do not change: numbers as they are, words as numbers of groups.
columns <- setdiff(names(firms), c("id", "name", "in_cluster", "wave"))
constant <- lapply(firms[columns], function(x) {
  x <- type.convert(x, as.is = TRUE, na.strings = "")
  if (is.character(x) && length(unique(x)) <= 30) x <- as.integer(factor(x))
  x
})
constant <- Filter(function(x) is.numeric(x) && length(unique(x[!is.na(x)])) > 1, constant)

# Covariates of every wave: firms x waves.
varying <- list()
if (here("varying.csv")) {
  told <- read_table("varying.csv")
  for (column in setdiff(names(told), c("id", "wave", "number"))) {
    table <- matrix(NA_real_, size, count)
    at <- cbind(match(told$id, firms$id), as.integer(told$number))
    table[at] <- as.numeric(told[[column]])
    varying[[column]] <- table
  }
}

# Numbers of pairs: a matrix where they do not change, else firms x firms x waves.
dyadic <- list()
if (here("dyadic.csv")) {
  listed <- read_table("dyadic.csv")
  for (name in unique(listed$name)) {
    files <- listed$file[listed$name == name]
    tables <- lapply(files, read_matrix)
    dyadic[[name]] <- if (length(tables) == 1) tables[[1]] else
      array(unlist(tables), dim = c(size, size, length(tables)))
  }
}

# Who was there in which wave: firms x waves.
spells <- strsplit(readLines(file.path(folder, "composition.txt")), " ")
there <- t(vapply(spells, function(spell) {
  ends <- matrix(as.numeric(spell), nrow = 2)
  vapply(seq_len(count), function(wave) any(ends[1, ] <= wave & wave <= ends[2, ]), NA)
}, logical(count)))
if (count == 1) there <- t(there)

# There are two ways to say that a firm was not there: the 10 in the matrices, which is used here,
# or the composition of the network; set this to TRUE for the latter.
if (!exists("use_composition")) use_composition <- FALSE

# Every name once, also where a layer is called like a covariate, and in a form RSiena takes.
own <- list(layer = layers, constant = names(constant), varying = names(varying),
            dyadic = names(dyadic))
called <- split(make.names(unlist(own), unique = TRUE),
                rep(factor(names(own), names(own)), lengths(own)))
siena_name <- function(x, kind) called[[kind]][match(x, own[[kind]])]

# The data object of some layers, with all covariates. With two waves a covariate that changes is
# taken as it was in the first, since only what was there before a change can explain it.
siena_data <- function(chosen = layers) {
  parts <- lapply(waves[chosen], function(cells) {
    if (use_composition) {
      for (wave in seq_len(count)) {
        cells[!there[, wave], , wave] <- 0
        cells[, !there[, wave], wave] <- 0
      }
    }
    RSiena::sienaDependent(cells)
  })
  names(parts) <- siena_name(chosen, "layer")
  more <- lapply(constant, function(x) RSiena::coCovar(as.numeric(x)))
  names(more) <- siena_name(names(constant), "constant")
  parts <- c(parts, more)
  before <- seq_len(count - 1)
  for (name in names(varying)) {
    if (length(unique(c(varying[[name]][, before]))) < 2) next
    as <- siena_name(name, "varying")
    parts[[as]] <- if (count > 2) RSiena::varCovar(varying[[name]][, before]) else
      RSiena::coCovar(varying[[name]][, 1])
  }
  for (name in names(dyadic)) {
    cells <- if (name == "distance") log1p(dyadic[[name]]) else dyadic[[name]]
    as <- siena_name(name, "dyadic")
    parts[[as]] <- if (length(dim(cells)) == 2) RSiena::coDyadCovar(cells) else if (count > 2)
      RSiena::varDyadCovar(cells[, , before]) else RSiena::coDyadCovar(cells[, , 1])
  }
  if (use_composition) {
    parts$composition <- RSiena::sienaCompositionChangeFromFile(
      file.path(folder, "composition.txt"))
  }
  do.call(RSiena::sienaDataCreate, parts)
}

if (requireNamespace("RSiena", quietly = TRUE) && count > 1) {
  data <- siena_data()
  print(data)
}
