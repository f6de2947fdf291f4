# Logistic regressions over pairs by sna::netlogit, and counts by glm, from the files of a data
# set; written as JSON. glm.fit stops when the deviance changes by less than 1e-8 of it, where its
# standard errors are those of the step before; here it goes on.
# Arguments: folder, outcome, predictors (R expressions, separated by ;), mode, null, replications.
suppressMessages(library(sna))
a <- commandArgs(trailingOnly = TRUE)
nodes <- read.csv(file.path(a[1], "nodes.csv"), check.names = FALSE)
ties <- read.csv(file.path(a[1], "ties.csv"))
n <- nrow(nodes)
layer <- function(name, valued = FALSE) {
    own <- ties[ties$layer == name, ]
    m <- matrix(0, n, n)
    at <- cbind(match(own$source, nodes$id), match(own$target, nodes$id))
    m[at] <- if (valued) own$weight else 1
    if (any(own$directed == 0)) m[at[, 2:1, drop = FALSE]] <- m[at]
    m
}
same <- function(x) outer(x, x, "==") * 1
absdiff <- function(x) abs(outer(x, x, "-"))
sender <- function(x) matrix(x, n, n)
value <- function(text) eval(parse(text = text), nodes, globalenv())
tight <- list(epsilon = 1e-300, maxit = 40)
x <- lapply(strsplit(a[3], ";")[[1]], value)
show <- function(v) paste0("[", paste(format(as.vector(v), digits = 17), collapse = ","), "]")
if (a[5] == "poisson") {
    y <- value(a[2])
    cells <- if (a[4] == "graph") lower.tri(y) else row(y) != col(y)
    columns <- sapply(x, function(m) m[cells])
    g <- suppressWarnings(glm(y[cells] ~ columns, family = poisson, control = tight))
    fit <- c(g$deviance, g$null.deviance, g$aic, sum(resid(g, "pearson")^2) / g$df.residual)
    cat("{\"estimates\":", show(coef(g)), ",\"z\":", show(coef(summary(g))[, 3]), ",\"fit\":",
        show(fit), "}", sep = "")
    quit()
}
own <- new.env(parent = asNamespace("sna"))
own$glm.fit <- function(...) {
    f <- suppressWarnings(stats::glm.fit(..., control = tight))
    suppressWarnings(stats::glm.fit(..., start = f$coefficients, control = tight))
}
fit <- netlogit
environment(fit) <- own
reps <- as.integer(a[6])
set.seed(5)
f <- fit(value(a[2]), x, mode = a[4], nullhyp = a[5], reps = reps)
set.seed(5)
draws <- reps * (if (a[5] == "qapspp") length(f$coefficients) else 1)
orders <- sapply(seq_len(draws), function(k) sample(1:n))  # as rmperm draws them
cat("{\"estimates\":", show(f$coefficients), ",\"z\":", show(f$tstat), ",\"p\":",
    show(f$pgreqabs), ",\"fit\":", show(c(f$deviance, f$aic)), ",\"dist\":", show(f$dist),
    ",\"orders\":", show(orders - 1), "}", sep = "")
