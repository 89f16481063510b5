#!/usr/bin/python3
"""Assay's workloads as a careful user of PyTorch would write them.

Each thread has a generator and tensors of its own, reused (out=, in-place operations), and small enough for the caches
where the work allows. PyTorch's own threads are switched off: they would share out only part of the work, since a
generator draws on one thread.
"""

import math

import torch

import peers

# Values at a time: the fastest of 2^12 ... 2^16 on the machine of docs/performance.md.
NORMAL_CHUNK = 1 << 15
ELBOW_CHUNK = 1 << 14
SGD_CHUNK = 1 << 11  # replicates
ADAM_CHUNK = 1 << 15
# Instances at a time: the fastest of 2^2 ... 2^8.
RIDGE_CHUNK = 1 << 6


def generator(thread):
    return torch.Generator().manual_seed(1 + thread)


def normals(dtype, size):
    def make(thread):
        random, out = generator(thread), torch.empty(size, dtype=dtype)
        return lambda: out.normal_(generator=random), size
    return make


def elbows(size):
    def make(thread):
        random = generator(thread)
        w, c = (torch.empty(size, dtype=torch.float64) for _ in range(2))
        cell = torch.empty(size, dtype=torch.int64)
        counts = torch.zeros(peers.CELLS, dtype=torch.int64)

        def step():
            w.normal_(generator=random)
            c.normal_(generator=random)  # b
            c.div_(w).atan_().mul_(-peers.CELLS / math.pi).add_(peers.CELLS / 2)
            cell.copy_(c)
            counts.add_(torch.bincount(cell, minlength=peers.CELLS)[:peers.CELLS])
        return step, size
    return make


def products(n):
    def make(thread):
        random = generator(thread)
        a, b, c = (torch.empty(n, n).normal_(generator=random) for _ in range(3))
        return lambda: torch.mm(a, b, out=c), 2 * n**3
    return make


def ridge(size):
    """Each instance four ways. lstsq with driver gels is LAPACK's QR of A, or for a wide A of its transpose."""
    n, d, root = peers.RIDGE_ROWS, peers.RIDGE_COLUMNS, math.sqrt(peers.RIDGE_LAMBDA)

    def make(thread):
        random = generator(thread)
        x, y, gram, kernel, moments, rows, zeros, features = (
            torch.zeros(size, *shape, dtype=torch.float64)
            for shape in ((n, d), (n, 1), (d, d), (n, n), (d, 1), (n + d, d), (n + d, 1), (n, d + n)))
        x.normal_(generator=random)
        y.normal_(generator=random)
        xt = x.mT
        gram_diagonal, kernel_diagonal = (torch.diagonal(a, dim1=1, dim2=2) for a in (gram, kernel))
        rows[:, n:] = root * torch.eye(d, dtype=torch.float64)
        features[:, :, d:] = root * torch.eye(n, dtype=torch.float64)

        def step():
            torch.bmm(xt, x, out=gram)
            gram_diagonal.add_(peers.RIDGE_LAMBDA)
            torch.bmm(xt, y, out=moments)
            torch.cholesky_solve(moments, torch.linalg.cholesky(gram))

            torch.bmm(x, xt, out=kernel)
            kernel_diagonal.add_(peers.RIDGE_LAMBDA)
            torch.bmm(xt, torch.cholesky_solve(y, torch.linalg.cholesky(kernel)))

            rows[:, :n], zeros[:, :n] = x, y
            factors, tau = torch.geqrf(rows)
            torch.linalg.solve_triangular(factors[:, :d], torch.ormqr(factors, tau, zeros, transpose=True)[:, :d],
                                          upper=True)

            features[:, :, :d] = x
            torch.linalg.lstsq(features, y, driver="gels").solution[:, :d]
        return step, size
    return make


def sgd(replicates):
    """workload/sgd with so many replicates at a time, a row each parameter."""
    def make(thread):
        random = generator(thread)
        h = torch.linspace(1, 10, peers.SGD_DIMENSION, dtype=torch.float64)[:, None]
        theta, gradient = (torch.empty(peers.SGD_DIMENSION, replicates, dtype=torch.float64) for _ in range(2))

        def step():
            curve = []
            for _ in range(peers.SGD_REPLICATES // replicates):
                theta.fill_(1)
                for k in range(1, peers.SGD_STEPS + 1):
                    gradient.normal_(generator=random).addcmul_(theta, h)
                    theta.sub_(gradient, alpha=1 / (k + 20))
                    if k & (k - 1) == 0:
                        excess = torch.mul(theta, theta).mul_(h / 2).sum(0)
                        curve.append(torch.var_mean(excess))
            return curve
        return step, peers.SGD_REPLICATES * peers.SGD_STEPS
    return make


def adam(replicates):
    """workload/adam with so many replicates at a time."""
    def make(thread):
        random = generator(thread)
        first, second, gradient = (torch.empty(replicates, dtype=torch.float64) for _ in range(3))

        def step():
            sums = torch.zeros(peers.ADAM_STEPS, 4, dtype=torch.float64)
            for _ in range(peers.ADAM_REPLICATES // replicates):
                first.zero_()
                second.zero_()
                for row in sums:
                    gradient.normal_(0.5, 1, generator=random)
                    first.mul_(0.9).add_(gradient, alpha=1 - 0.9)
                    second.mul_(0.999).addcmul_(gradient, gradient, value=1 - 0.999)
                    # Sums, from which mean and variance follow; a product with itself is one pass.
                    row += torch.stack((first.sum(), first @ first, second.sum(), second @ second))
            return sums
        return step, peers.ADAM_REPLICATES * peers.ADAM_STEPS
    return make


def adam_step(thread):
    parameters = torch.nn.Parameter(torch.zeros(peers.ADAM_PARAMETERS))
    parameters.grad = torch.ones(peers.ADAM_PARAMETERS)
    return torch.optim.Adam([parameters], foreach=True).step, peers.ADAM_PARAMETERS


def variance():
    """torch.var_mean takes twenty times as long as a dot product and a mean."""
    width, batch, depth = peers.VARIANCE_WIDTH, peers.VARIANCE_BATCH, peers.VARIANCE_DEPTH

    def make(thread):
        random = generator(thread)
        x, w = torch.empty(width, batch).normal_(generator=random), torch.empty(width, width)
        z, a = torch.empty_like(x), torch.empty_like(x)
        flat = z.view(-1)

        def step():
            for network in range(peers.VARIANCE_NETWORKS):
                sd = math.sqrt((1 + network % 2) / width)
                for layer in range(depth):
                    w.normal_(0, sd, generator=random)
                    torch.mm(w, a if layer else x, out=z)
                    torch.clamp_min(z, 0, out=a)
                    second_moment = torch.dot(flat, flat).item() / flat.numel()
                    second_moment - z.mean().item() ** 2
        return step, peers.VARIANCE_NETWORKS * depth * width * width
    return make


def mlp():
    """Written out, samples as rows, everything in place; parameters, gradients and moments are each one tensor, so that
    Adam is one pass. torch.nn with autograd and torch.optim.Adam is slower."""
    widths, batch = peers.MLP_WIDTHS, peers.MLP_BATCH
    layers = list(zip(widths, widths[1:]))

    def make(thread):
        random = generator(thread)
        parameters, gradients, first, second, root = torch.zeros(5, sum((m + 1) * n for m, n in layers))
        weights, biases, weight_gradients, bias_gradients, start = [], [], [], [], 0
        for m, n in layers:
            for tensor, w, b in ((parameters, weights, biases), (gradients, weight_gradients, bias_gradients)):
                w.append(tensor[start:start + m * n].view(m, n))
                b.append(tensor[start + m * n:start + (m + 1) * n])
            weights[-1].normal_(0, math.sqrt(2 / m), generator=random)
            start += (m + 1) * n
        x = torch.empty(batch, widths[0]).normal_(generator=random)
        labels = torch.arange(batch) % widths[-1]
        targets = torch.nn.functional.one_hot(labels, widths[-1]).float()
        a = [x] + [torch.empty(batch, n) for n in widths[1:]]
        deltas = [torch.empty(batch, n) for n in widths[1:]]
        steps = 0

        def step():
            nonlocal steps
            last = len(layers) - 1
            for k in range(len(layers)):
                torch.addmm(biases[k], a[k], weights[k], out=a[k + 1])
                if k < last:
                    a[k + 1].clamp_min_(0)
            log_p = torch.log_softmax(a[-1], 1)
            torch.nn.functional.nll_loss(log_p, labels).item()
            torch.sub(log_p.exp_(), targets, out=deltas[-1]).div_(batch)
            for k in range(last, -1, -1):
                torch.mm(a[k].T, deltas[k], out=weight_gradients[k])
                torch.sum(deltas[k], 0, out=bias_gradients[k])
                if k:
                    torch.mm(deltas[k], weights[k].T, out=deltas[k - 1])
                    deltas[k - 1].mul_(a[k] > 0)

            steps += 1
            first.lerp_(gradients, 1 - peers.ADAM_BETA1)
            second.mul_(peers.ADAM_BETA2).addcmul_(gradients, gradients, value=1 - peers.ADAM_BETA2)
            torch.sqrt(second, out=root)
            root.div_(math.sqrt(1 - peers.ADAM_BETA2**steps)).add_(peers.ADAM_EPSILON)
            parameters.addcdiv_(first, root, value=-peers.ADAM_RATE / (1 - peers.ADAM_BETA1**steps))
        return step, 1
    return make


def works(chunk):
    return {
        "kernel/normal32": normals(torch.float32, chunk or NORMAL_CHUNK),
        f"kernel/normal32/{peers.LARGE}": normals(torch.float32, peers.LARGE),
        "kernel/normal64": normals(torch.float64, chunk or NORMAL_CHUNK),
        f"kernel/normal64/{peers.LARGE}": normals(torch.float64, peers.LARGE),
        "workload/elbow": elbows(chunk or ELBOW_CHUNK),
        "workload/ridge/64/16": ridge(chunk or RIDGE_CHUNK),
        "workload/sgd": sgd(chunk or SGD_CHUNK),
        "workload/adam": adam(chunk or ADAM_CHUNK),
        "kernel/adam-step": adam_step,
        "workload/variance": variance(),
        "workload/mlp": mlp(),
        "kernel/gemm/512": products(512),
        "kernel/gemm/2048": products(2048),
    }


if __name__ == "__main__":
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    peers.main(__doc__, works)
