# The correlation of two layers by sna::gcor and its test by sna::qaptest; written as JSON.
# Arguments: folder, two layers, mode, replications.
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
both <- array(dim = c(2, n, n))
both[1, , ] <- layer(a[2])
both[2, , ] <- layer(a[3])
reps <- as.integer(a[5])
set.seed(7)
q <- qaptest(both, gcor, reps = reps, g1 = 1, g2 = 2, mode = a[4])
set.seed(7)
orders <- sapply(seq_len(2 * reps), function(k) sample(1:n))  # as rmperm draws them
show <- function(v) paste0("[", paste(format(as.vector(v), digits = 17), collapse = ","), "]")
cat("{\"observed\":", format(q$testval, digits = 17), ",\"p_greater\":", q$pgreq,
    ",\"p_less\":", q$pleeq, ",\"dist\":", show(q$dist), ",\"orders\":", show(orders - 1), "}",
    sep = "")
