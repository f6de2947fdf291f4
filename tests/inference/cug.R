# Conditional uniform graph tests of R sna; the table of ties comes on standard input.
suppressMessages(library(sna))
args <- commandArgs(trailingOnly = TRUE)
A <- as.matrix(read.table("stdin"))
mode <- args[1]; reps <- as.integer(args[2])
set.seed(1)
# Some drawn networks come as a stack of one table, of which `isolates` makes a list.
square <- function(g) {
  m <- as.sociomatrix.sna(g)
  if (is.list(m)) m <- m[[1]]
  if (length(dim(m)) == 3) m <- m[1, , ]
  rowSums(m) + colSums(m)
}
tests <- list(
  transitivity = list(FUN = gtrans, args = list(mode = mode)),
  reciprocity = list(FUN = grecip, args = list(measure = "edgewise")),
  degree_centralisation = list(FUN = centralization, args = list(FUN = degree, mode = mode)),
  betweenness_centralisation = list(FUN = centralization, args = list(FUN = betweenness, mode = mode)),
  n_isolates = list(FUN = function(g, ...) sum(square(g) == 0), args = list()),
  n_components = list(FUN = function(g, ...) components(g, connected = "weak"), args = list())
)
for (condition in c("edges", "dyad.census")) for (name in names(tests)) {
  if (mode == "graph" && name == "reciprocity") next
  one <- tests[[name]]
  found <- cug.test(A, one$FUN, mode = mode, cmode = condition, reps = reps, FUN.args = one$args)
  drawn <- as.numeric(found$rep.stat)
  numbers <- c(found$obs.stat, mean(drawn), sqrt(mean((drawn - mean(drawn))^2)),
               found$pgteobs, found$plteobs)
  cat(condition, name, format(numbers, digits = 15), "\n")
}
