# Fits an exponential random graph model (ERGM) of one layer in this folder: which ties are there,
# given that partners return ties, share a stage, are tied otherwise, are near, and share partners.
#
#   setwd("this folder"); source("model.R")        in R
#   Rscript model.R                                on the command line
#
# Needs the packages network and ergm: install.packages("ergm"). Without ergm everything is prepared
# and the model shown. Choose before you start, if you like:
#
#   chosen <- "advice"       the layer to explain; the first by default
#   seed <- 1                the same seed gives the same estimates
#
# What was asked and not answered is NA: ergm estimates with it, it is not taken for no tie. What
# nobody was asked about is fixed at no tie (constraint `fixedas`).

if (!exists("folder")) folder <- "."
source(file.path(folder, "load.R"))
if (!exists("chosen")) chosen <- layers$layer[1]
if (!exists("seed")) seed <- 1
stopifnot(chosen %in% layers$layer)

# The actors inside the cluster; outside partners were not asked for their ties.
inside <- rep(TRUE, nrow(firms))
if (!is.null(firms$in_cluster)) inside <- firms$in_cluster %in% c("yes", TRUE)
directed <- layers$directed[layers$layer == chosen] == "1"

fixed <- not_asked[[chosen]][inside, inside]
ties <- cells[[chosen]][inside, inside]
ties[fixed] <- 0L
y <- network::network(ties, matrix.type = "adjacency", loops = FALSE, directed = directed)
network::set.vertex.attribute(y, "vertex.names", firms$id[inside])
for (column in setdiff(names(firms), "id")) {
  network::set.vertex.attribute(y, column, firms[[column]][inside])
}

terms <- "edges"
if (directed) terms <- c(terms, "mutual")

# A firm of which no stage is known shares it with nobody.
if (!is.null(firms$stage)) {
  stage <- as.character(firms$stage[inside])
  unknown <- is.na(stage)
  stage[unknown] <- paste("not known", seq_along(stage))[unknown]
  network::set.vertex.attribute(y, "stage", stage)
  shared <- length(unique(stage)) < length(stage) && length(unique(stage)) > 1
  if (shared) terms <- c(terms, 'nodematch("stage")')
}

# The other layers; in a covariate there can be no NA, so that an unknown pair counts as no tie.
others <- setdiff(layers$layer, chosen)
called <- make.names(paste0("with_", others), unique = TRUE)
for (k in seq_along(others)) {
  other <- others[k]
  beside <- cells[[other]][inside, inside]
  missing <- sum(is.na(beside))
  beside[is.na(beside)] <- 0L
  if (!directed) beside <- pmax(beside, t(beside))
  name <- called[k]
  network::set.network.attribute(y, name, beside)
  if (any(beside == 1L)) terms <- c(terms, sprintf('edgecov("%s")', name))
  if (missing > 0) cat(sprintf("%s: %d unknown pairs count as no tie\n", name, missing))
}

if (!is.null(distance)) {
  far <- log1p(distance[inside, inside])
  missing <- sum(is.na(far))
  far[is.na(far)] <- mean(far[row(far) != col(far)], na.rm = TRUE)
  network::set.network.attribute(y, "log_km", far)
  terms <- c(terms, 'edgecov("log_km")')
  if (missing > 0) cat(sprintf("log_km: %d pairs at an unknown distance take the mean\n", missing))
}

# Partners of partners: geometrically weighted edgewise shared partners.
terms <- c(terms, "gwesp(0.5, fixed = TRUE)")
model <- as.formula(paste("y ~", paste(terms, collapse = " + ")))
absent <- network::network(1L * fixed, matrix.type = "adjacency", directed = directed)
constraint <- if (any(fixed)) ~ fixedas(absent = absent) else ~ .

cat(sprintf("model of %s: %d actors, %d ties, %d unknown, %d fixed\n", chosen,
            network::network.size(y), network::network.edgecount(y, na.omit = TRUE),
            network::network.naedgecount(y), network::network.edgecount(absent)))
cat(paste(terms, collapse = " + "), "\n")

if (requireNamespace("ergm", quietly = TRUE)) {
  library(ergm)
  fit <- ergm(model, constraints = constraint, control = control.ergm(seed = seed))
  print(summary(fit))
  # Does the model give networks like this one? Degrees, shared partners, distances.
  set.seed(seed)
  quality <- gof(fit)
  print(quality)
  pdf(file.path(folder, "goodness-of-fit.pdf"))
  plot(quality)
  dev.off()
  saveRDS(fit, file.path(folder, "fit.rds"))
} else {
  cat("To fit it, install the package ergm: install.packages(\"ergm\")\n")
}
