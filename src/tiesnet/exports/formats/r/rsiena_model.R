# Fits a stochastic actor-oriented model (SAOM) of how the ties in this folder changed between the
# waves: returned ties, partners of partners, the same stage, distance, shared memberships, and for
# two layers the one beside the other.
#
#   setwd("this folder"); source("model.R")        in R
#   Rscript model.R                                on the command line
#
# Needs the package RSiena: install.packages("RSiena"). Without it everything is prepared and the
# effects are named. Choose before you start, if you like:
#
#   chosen <- "advice"       the layers that change; the first two by default
#   seed <- 1                the same seed gives the same estimates

if (!exists("folder")) folder <- "."
source(file.path(folder, "load.R"))
if (!exists("chosen")) chosen <- head(layers, 2)
if (!exists("seed")) seed <- 1
stopifnot(chosen %in% layers)
if (count < 2) stop("RSiena studies change: it needs two waves or more.")

# How stable the ties are: a Jaccard coefficient under 0.2 is hard to model (RSiena manual).
for (layer in chosen) {
  for (wave in seq_len(count - 1)) {
    one <- waves[[layer]][, , wave]
    other <- waves[[layer]][, , wave + 1]
    use <- one %in% c(0, 1) & other %in% c(0, 1) & row(one) != col(one)
    both <- sum(one[use] == 1 & other[use] == 1)
    either <- sum(one[use] == 1 | other[use] == 1)
    cat(sprintf("%s, wave %d to %d: %d kept of %d, Jaccard %.3f\n", layer, wave, wave + 1, both,
                either, both / either))
  }
}

is_directed <- function(layer) any(matrices$directed[matrices$layer == layer] == "1")
same <- intersect(c("stage", "sector"), names(constant))
alike <- intersect(c("size", "founded"), names(constant))
pairs <- names(dyadic)

# What is put into the model, layer by layer: the name of the effect in RSiena, and of what.
wanted <- do.call(rbind, lapply(chosen, function(layer) {
  closure <- if (is_directed(layer)) "transTrip" else "transTriads"
  popular <- if (is_directed(layer)) "inPop" else "degPlus"
  other <- setdiff(chosen, layer)
  data.frame(layer = siena_name(layer, "layer"),
             effect = c(closure, popular, rep("sameX", length(same)), rep("simX", length(alike)),
                        rep("X", length(pairs)), rep("crprod", length(other))),
             of = c("", "", siena_name(same, "constant"), siena_name(alike, "constant"),
                    siena_name(pairs, "dyadic"), siena_name(other, "layer")))
}))
print(wanted, row.names = FALSE)

if (requireNamespace("RSiena", quietly = TRUE)) {
  library(RSiena)
  data <- siena_data(chosen)
  effects <- getEffects(data)  # density, and for arrows reciprocity, are in it
  for (k in seq_len(nrow(wanted))) {
    row <- wanted[k, ]
    # The effect is named by a word; `includeEffects` takes it as it stands.
    effects <- eval(substitute(
      includeEffects(effects, WORD, name = row$layer, interaction1 = row$of),
      list(WORD = as.name(row$effect))))
  }
  print(effects)
  algorithm <- sienaAlgorithmCreate(projname = NULL, seed = seed)
  fit <- siena07(algorithm, data = data, effects = effects, batch = TRUE, returnDeps = TRUE)
  # Converged: all t-ratios under 0.1 and the overall maximum under 0.25; if not, go on from here
  # with siena07(algorithm, data = data, effects = effects, prevAns = fit).
  print(fit)
  for (layer in chosen) {
    degrees <- if (is_directed(layer)) OutdegreeDistribution else IndegreeDistribution
    print(sienaGOF(fit, degrees, varName = siena_name(layer, "layer")))
  }
  saveRDS(fit, file.path(folder, "fit.rds"))
} else {
  cat("To fit it, install the package RSiena: install.packages(\"RSiena\")\n")
}
