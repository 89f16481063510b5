#!/usr/bin/python3
"""Assay's workloads as a careful user of NumPy would write them.

Each thread has a generator and arrays of its own; arrays are reused (out=), and small enough for the caches where the
work allows. Matrix products run on as many threads each as OPENBLAS_NUM_THREADS says.
"""

import numpy as np

import peers

# Values at a time: the fastest of 2^12 ... 2^16 on the machine of docs/performance.md.
NORMAL_CHUNK = 1 << 14
ELBOW_CHUNK = 1 << 14
SGD_CHUNK = 1 << 10  # replicates
ADAM_CHUNK = 1 << 14
STEP_CHUNK = 1 << 14
# Instances at a time: the fastest of 2^2 ... 2^8.
RIDGE_CHUNK = 1 << 2


def generator(thread):
    return np.random.default_rng(np.random.SeedSequence(1, spawn_key=(thread,)))


def normals(dtype, size):
    def make(thread):
        random, out = generator(thread), np.empty(size, dtype)
        return lambda: random.standard_normal(out=out, dtype=dtype), size
    return make


def elbows(size):
    def make(thread):
        random = generator(thread)
        w, c, cell = np.empty(size), np.empty(size), np.empty(size, np.intp)
        counts = np.zeros(peers.CELLS, np.int64)

        def step():
            nonlocal counts
            random.standard_normal(out=w)
            random.standard_normal(out=c)  # b
            np.divide(c, w, out=c)
            np.arctan(c, out=c)
            np.multiply(c, -peers.CELLS / np.pi, out=c)
            np.add(c, peers.CELLS / 2, out=c)
            np.copyto(cell, c, casting="unsafe")
            counts += np.bincount(cell, minlength=peers.CELLS)[:peers.CELLS]
        return step, size
    return make


def products(n):
    def make(thread):
        a, b = (generator(thread).standard_normal((n, n), dtype=np.float32) for _ in range(2))
        c = np.empty_like(a)
        return lambda: np.matmul(a, b, out=c), 2 * n**3
    return make


def ridge(size):
    """Each instance four ways. Stacked QR gives its Q'b as the last column of R of [A b]; without it NumPy forms Q."""
    n, d, root = peers.RIDGE_ROWS, peers.RIDGE_COLUMNS, np.sqrt(peers.RIDGE_LAMBDA)

    def make(thread):
        random = generator(thread)
        x, y = random.standard_normal((size, n, d)), random.standard_normal((size, n, 1))
        xt = np.swapaxes(x, 1, 2)
        gram, kernel, moments = np.empty((size, d, d)), np.empty((size, n, n)), np.empty((size, d, 1))
        gram_diagonal, kernel_diagonal = (np.einsum("kii->ki", a) for a in (gram, kernel))
        rows, features = np.zeros((size, n + d, d + 1)), np.zeros((size, d + n, n))
        rows[:, n:, :d], features[:, d:] = root * np.eye(d), root * np.eye(n)

        def step():
            np.matmul(xt, x, out=gram)
            np.add(gram_diagonal, peers.RIDGE_LAMBDA, out=gram_diagonal)
            np.matmul(xt, y, out=moments)
            np.linalg.solve(gram, moments)

            np.matmul(x, xt, out=kernel)
            np.add(kernel_diagonal, peers.RIDGE_LAMBDA, out=kernel_diagonal)
            np.matmul(xt, np.linalg.solve(kernel, y))

            rows[:, :n, :d], rows[:, :n, d:] = x, y
            r = np.linalg.qr(rows, mode="r")
            np.linalg.solve(r[:, :d, :d], r[:, :d, d:])

            features[:, :d] = xt
            q, r = np.linalg.qr(features)
            np.matmul(q[:, :d], np.linalg.solve(np.swapaxes(r, 1, 2), y))
        return step, size
    return make


def sgd(replicates):
    """workload/sgd with so many replicates at a time, a row each parameter."""
    def make(thread):
        random, h = generator(thread), np.linspace(1, 10, peers.SGD_DIMENSION)[:, np.newaxis]
        theta, gradient, noise = (np.empty((peers.SGD_DIMENSION, replicates)) for _ in range(3))

        def step():
            curve = []
            for _ in range(peers.SGD_REPLICATES // replicates):
                theta.fill(1)
                for k in range(1, peers.SGD_STEPS + 1):
                    random.standard_normal(out=noise)
                    np.multiply(theta, h, out=gradient)
                    np.add(gradient, noise, out=gradient)
                    np.multiply(gradient, 1 / (k + 20), out=gradient)
                    np.subtract(theta, gradient, out=theta)
                    if k & (k - 1) == 0:
                        excess = np.einsum("ij,ij,ik->j", theta, theta, h / 2)
                        curve.append((excess.mean(), excess.var()))
            return curve
        return step, peers.SGD_REPLICATES * peers.SGD_STEPS
    return make


def adam(replicates):
    """workload/adam with so many replicates at a time."""
    def make(thread):
        random = generator(thread)
        first, second, gradient, scratch = (np.empty(replicates) for _ in range(4))

        def step():
            sums = np.zeros((peers.ADAM_STEPS, 4))
            for _ in range(peers.ADAM_REPLICATES // replicates):
                first.fill(0)
                second.fill(0)
                for t in range(peers.ADAM_STEPS):
                    random.standard_normal(out=gradient)
                    np.add(gradient, 0.5, out=gradient)
                    np.multiply(first, 0.9, out=first)
                    np.multiply(gradient, 1 - 0.9, out=scratch)
                    np.add(first, scratch, out=first)
                    np.multiply(gradient, gradient, out=gradient)
                    np.multiply(gradient, 1 - 0.999, out=gradient)
                    np.multiply(second, 0.999, out=second)
                    np.add(second, gradient, out=second)
                    # Sums, from which mean and variance follow; a product with itself is one pass.
                    sums[t] += first.sum(), first @ first, second.sum(), second @ second
            return sums
        return step, peers.ADAM_REPLICATES * peers.ADAM_STEPS
    return make


def adam_step(chunk):
    """One step of Adam, so many parameters at a time."""
    def make(thread):
        size = peers.ADAM_PARAMETERS
        theta, first, second = (np.zeros(size, np.float32) for _ in range(3))
        gradient = np.ones(size, np.float32)
        a, b = (np.empty(chunk, np.float32) for _ in range(2))
        one = np.float32(1)
        beta1, beta2, epsilon = np.float32(0.9), np.float32(0.999), np.float32(1e-8)
        t = 0

        def step():
            nonlocal t
            t += 1
            rate, scale = np.float32(1e-3 / (1 - 0.9**t)), np.float32(1 / (1 - 0.999**t))
            for start in range(0, size, chunk):
                part = slice(start, min(start + chunk, size))
                g, m, v, p = gradient[part], first[part], second[part], theta[part]
                x, y = a[:len(g)], b[:len(g)]
                np.multiply(m, beta1, out=m)
                np.multiply(g, one - beta1, out=x)
                np.add(m, x, out=m)
                np.multiply(g, g, out=x)
                np.multiply(x, one - beta2, out=x)
                np.multiply(v, beta2, out=v)
                np.add(v, x, out=v)
                np.multiply(v, scale, out=x)
                np.sqrt(x, out=x)
                np.add(x, epsilon, out=x)
                np.multiply(m, rate, out=y)
                np.divide(y, x, out=y)
                np.subtract(p, y, out=p)
        return step, size
    return make


def variance():
    """Scaling the product's 128 columns would be cheaper than scaling the weights, but leave none to look at."""
    width, batch, depth = peers.VARIANCE_WIDTH, peers.VARIANCE_BATCH, peers.VARIANCE_DEPTH

    def make(thread):
        random = generator(thread)
        x = random.standard_normal((width, batch), dtype=np.float32)
        w = np.empty((width, width), np.float32)
        z, a = np.empty_like(x), np.empty_like(x)
        flat = z.reshape(-1)

        def step():
            for network in range(peers.VARIANCE_NETWORKS):
                sd = np.float32(np.sqrt((1 + network % 2) / width))
                for layer in range(depth):
                    random.standard_normal(out=w, dtype=np.float32)
                    np.multiply(w, sd, out=w)
                    np.matmul(w, a if layer else x, out=z)
                    np.maximum(z, 0, out=a)
                    second_moment = np.dot(flat, flat) / flat.size
                    second_moment - z.mean() ** 2
        return step, peers.VARIANCE_NETWORKS * depth * width * width
    return make


def mlp():
    """Written out, samples as rows; parameters, gradients and moments are each one array, so that Adam is one pass."""
    widths, batch = peers.MLP_WIDTHS, peers.MLP_BATCH
    layers = list(zip(widths, widths[1:]))

    def make(thread):
        random = generator(thread)
        parameters, gradients, first, second, move, root = np.zeros((6, sum((m + 1) * n for m, n in layers)), np.float32)
        weights, biases, weight_gradients, bias_gradients, start = [], [], [], [], 0
        for m, n in layers:
            for array, w, b in ((parameters, weights, biases), (gradients, weight_gradients, bias_gradients)):
                w.append(array[start:start + m * n].reshape(m, n))
                b.append(array[start + m * n:start + (m + 1) * n])
            weights[-1][:] = random.standard_normal((m, n)) * np.sqrt(2 / m)
            start += (m + 1) * n
        x = random.standard_normal((batch, widths[0]), dtype=np.float32)
        targets = np.eye(widths[-1], dtype=np.float32)[np.arange(batch) % widths[-1]]
        a = [x] + [np.empty((batch, n), np.float32) for n in widths[1:]]
        deltas = [np.empty((batch, n), np.float32) for n in widths[1:]]
        steps = 0

        def step():
            nonlocal steps
            last = len(layers) - 1
            for k in range(len(layers)):
                np.matmul(a[k], weights[k], out=a[k + 1])
                np.add(a[k + 1], biases[k], out=a[k + 1])
                if k < last:
                    np.maximum(a[k + 1], 0, out=a[k + 1])
            logits = a[-1]
            logits -= logits.max(axis=1, keepdims=True)
            p = np.exp(logits)
            total = p.sum(axis=1, keepdims=True)
            (np.log(total).sum() - (targets * logits).sum()) / batch
            np.subtract(p / total, targets, out=deltas[-1])
            np.divide(deltas[-1], batch, out=deltas[-1])
            for k in range(last, -1, -1):
                np.matmul(a[k].T, deltas[k], out=weight_gradients[k])
                np.sum(deltas[k], axis=0, out=bias_gradients[k])
                if k:
                    np.matmul(deltas[k], weights[k].T, out=deltas[k - 1])
                    np.multiply(deltas[k - 1], a[k] > 0, out=deltas[k - 1])

            steps += 1
            np.multiply(first, peers.ADAM_BETA1, out=first)
            np.multiply(gradients, 1 - peers.ADAM_BETA1, out=move)
            np.add(first, move, out=first)
            np.multiply(second, peers.ADAM_BETA2, out=second)
            np.multiply(gradients, gradients, out=move)
            np.multiply(move, 1 - peers.ADAM_BETA2, out=move)
            np.add(second, move, out=second)
            np.divide(second, 1 - peers.ADAM_BETA2**steps, out=root)
            np.sqrt(root, out=root)
            np.add(root, peers.ADAM_EPSILON, out=root)
            np.divide(first, root, out=move)
            np.multiply(move, peers.ADAM_RATE / (1 - peers.ADAM_BETA1**steps), out=move)
            np.subtract(parameters, move, out=parameters)
        return step, 1
    return make


def works(chunk):
    return {
        "kernel/normal32": normals(np.float32, chunk or NORMAL_CHUNK),
        f"kernel/normal32/{peers.LARGE}": normals(np.float32, peers.LARGE),
        "kernel/normal64": normals(np.float64, chunk or NORMAL_CHUNK),
        f"kernel/normal64/{peers.LARGE}": normals(np.float64, peers.LARGE),
        "workload/elbow": elbows(chunk or ELBOW_CHUNK),
        "workload/ridge/64/16": ridge(chunk or RIDGE_CHUNK),
        "workload/sgd": sgd(chunk or SGD_CHUNK),
        "workload/adam": adam(chunk or ADAM_CHUNK),
        "kernel/adam-step": adam_step(chunk or STEP_CHUNK),
        "workload/variance": variance(),
        "workload/mlp": mlp(),
        "kernel/gemm/512": products(512),
        "kernel/gemm/2048": products(2048),
    }


if __name__ == "__main__":
    peers.main(__doc__, works)
