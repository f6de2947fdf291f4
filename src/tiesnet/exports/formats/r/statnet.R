# Loads the network in this folder: one network object per layer, in the list `networks`.
# model.R, beside this file, fits a model (ERGM) of one of them.
#
#   setwd("this folder"); source("load.R")        in R
#   Rscript load.R                                on the command line, prints a summary
#
# Needs the package network. A pair about which nobody answered who was to answer is NA,
# not a missing tie. Firms are known by the rows of firms.csv.

if (!exists("folder")) folder <- "."

read_table <- function(name) {
  read.csv(file.path(folder, name), encoding = "UTF-8", na.strings = "", quote = "\"",
           stringsAsFactors = FALSE, check.names = FALSE, colClasses = "character")
}

firms <- read_table("firms.csv")
answers <- read_table("answers.csv")
layers <- read_table("layers.csv")
for (column in setdiff(names(firms), c("id", "name"))) {
  firms[[column]] <- type.convert(firms[[column]], as.is = TRUE, na.strings = "")
}

# Which ordered pairs are known: the end whose word counts answered every question of the layer.
# With "asked_" before the names: the end whose word counts was asked.
known_pairs <- function(layer, which = "") {
  size <- nrow(firms)
  known <- matrix(TRUE, size, size)
  questions <- strsplit(layer$questions, " ")[[1]]
  policies <- strsplit(layer$policies, " ")[[1]]
  for (k in seq_along(questions)) {
    out <- answers[[paste0(which, "out_", questions[k])]] == "1"
    into <- answers[[paste0(which, "into_", questions[k])]] == "1"
    every <- rep(TRUE, size)
    rule <- switch(policies[k],
                   source = outer(out, every, "&"),
                   target = outer(every, into, "&"),
                   confirmed = outer(out, into, "&"),
                   outer(out, into, "|"))
    known <- known & rule
  }
  if (layer$directed == "0") known <- known & t(known)
  known
}

read_layer <- function(layer) {
  size <- nrow(firms)
  ties <- read_table(layer$file)
  ends <- cbind(as.integer(ties$source_row), as.integer(ties$target_row))
  cells <- matrix(0L, size, size)
  cells[!known_pairs(layer)] <- NA
  strength <- matrix(NA_real_, size, size)
  cells[ends] <- 1L
  strength[ends] <- as.numeric(ties$strength)
  if (layer$directed == "0") {
    cells[ends[, 2:1, drop = FALSE]] <- 1L
    strength[ends[, 2:1, drop = FALSE]] <- as.numeric(ties$strength)
  }
  diag(cells) <- 0L
  not_asked <- is.na(cells) & !known_pairs(layer, "asked_")
  list(cells = cells, strength = strength, not_asked = not_asked)
}

as_network <- function(layer, found) {
  made <- network::network(found$cells, matrix.type = "adjacency", loops = FALSE,
                           directed = layer$directed == "1")
  network::set.vertex.attribute(made, "vertex.names", firms$id)
  for (column in setdiff(names(firms), "id")) {
    network::set.vertex.attribute(made, column, firms[[column]])
  }
  if (any(!is.na(found$strength))) {
    network::set.edge.value(made, "strength", found$strength)
  }
  network::set.network.attribute(made, "layer", layer$layer)
  made
}

rows <- split(layers, seq_len(nrow(layers)))
read <- lapply(rows, read_layer)
networks <- Map(as_network, rows, read)
names(networks) <- names(read) <- layers$layer

# Matrices of 1, 0 and NA (asked, but not answered, or not asked), and which of the NA pairs nobody
# was asked about: those are no part of the study, such as ties between two outside partners.
cells <- lapply(read, function(found) found$cells)
not_asked <- lapply(read, function(found) found$not_asked)

# Kilometres between firms; NULL where the survey does not tell.
distance <- NULL
if (file.exists(file.path(folder, "distance.csv"))) {
  distance <- unname(as.matrix(read.csv(file.path(folder, "distance.csv"), header = FALSE)))
}

for (k in seq_along(networks)) {
  made <- networks[[k]]
  cat(sprintf("layer %d: %d firms, %d ties, %d unknown pairs\n", k,
              network::network.size(made),
              network::network.edgecount(made, na.omit = TRUE),
              network::network.naedgecount(made)))
  cat(sprintf("not asked about: layer %d, %d pairs\n", k,
              sum(not_asked[[k]]) / if (network::is.directed(made)) 1 else 2))
}
