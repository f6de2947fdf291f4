# Regressions over pairs by sna::netlm, from the files of a data set; written as JSON.
# Arguments: folder, outcome, predictors (R expressions, separated by ;), mode, null, replications.
suppressMessages(library(sna))
a <- commandArgs(trailingOnly = TRUE)
nodes <- read.csv(file.path(a[1], "nodes.csv"), check.names = FALSE)
ties <- read.csv(file.path(a[1], "ties.csv"))
n <- nrow(nodes)
layer <- function(name) {
    own <- ties[ties$layer == name, ]
    m <- matrix(0, n, n)
    at <- cbind(match(own$source, nodes$id), match(own$target, nodes$id))
    m[at] <- 1
    if (any(own$directed == 0)) m[at[, 2:1, drop = FALSE]] <- 1
    m
}
same <- function(x) outer(x, x, "==") * 1
absdiff <- function(x) abs(outer(x, x, "-"))
diff <- function(x) outer(x, x, "-")
sum2 <- function(x) outer(x, x, "+")
sender <- function(x) matrix(x, n, n)
receiver <- function(x) t(matrix(x, n, n))
value <- function(text) eval(parse(text = text), nodes, globalenv())
x <- lapply(strsplit(a[3], ";")[[1]], value)
reps <- as.integer(a[6])
set.seed(5)
f <- netlm(value(a[2]), x, mode = a[4], nullhyp = a[5], reps = reps)
set.seed(5)
draws <- reps * (if (a[5] == "qapspp") length(f$coefficients) else 1)
orders <- sapply(seq_len(draws), function(k) sample(1:n))  # as rmperm draws them
show <- function(v) paste0("[", paste(format(as.vector(v), digits = 17), collapse = ","), "]")
cat("{\"estimates\":", show(f$coefficients), ",\"t\":", show(f$tstat), ",\"p\":",
    show(f$pgreqabs), ",\"dist\":", show(f$dist), ",\"orders\":", show(orders - 1), "}", sep = "")
