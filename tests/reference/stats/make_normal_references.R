# Reference intervals from R's own tests (Debian: r-base-core), for tests/lib/stats.
#
#     cd tests/reference/stats && Rscript make_normal_references.R
#
# Samples are those of pairs.csv. R's tests take 1 - level, which loses digits of a small level, and var.test's ends
# are wrong in the sixth digit at 1e-5; make_interval_references.py confirms and polishes them.

levels <- c(0.5, 0.05, 0.001, 1e-5)
text <- function(x) sprintf("%.17g", x)
row <- function(...) paste(..., sep = ",")

pairs <- read.csv("pairs.csv")
lines <- "set,count,quantity,level,value,lower,upper"
for (set in c("normal", "offset", "heavy"))
    for (count in c(2, 3, 10, 300)) {
        x <- pairs$x[pairs$set == set][1:count]
        y <- pairs$y[pairs$set == set][1:count]
        for (level in levels) {
            add <- function(quantity, value, ends)
                lines <<- c(lines, row(set, count, quantity, format(level), text(value), text(ends[1]), text(ends[2])))
            mean_test <- t.test(x, conf.level = 1 - level)
            add("mean", mean_test$estimate, mean_test$conf.int)
            ratio_test <- var.test(x, y, conf.level = 1 - level)
            add("variance ratio", ratio_test$estimate, ratio_test$conf.int)
            squares <- var(x) * (count - 1)
            ends <- squares / c(qchisq(level / 2, count - 1, lower.tail = FALSE), qchisq(level / 2, count - 1))
            add("variance", var(x), ends)
        }
    }
writeLines(lines, "normal_r.csv")

lines <- "successes,trials,level,lower,upper"
for (case in list(c(0, 1), c(1, 1), c(0, 20), c(7, 20), c(20, 20), c(3, 1000), c(500, 1000), c(123456, 1000000)))
    for (level in levels) {
        ends <- binom.test(case[1], case[2], conf.level = 1 - level)$conf.int
        lines <- c(lines, row(case[1], format(case[2], scientific = FALSE), format(level), text(ends[1]), text(ends[2])))
    }
writeLines(lines, "clopper_pearson_r.csv")
