#!/usr/bin/python3
"""Forward activations and gradients of small networks, from PyTorch in float64 (Debian: python3-torch).

    cd tests/reference/nn && /usr/bin/python3 make_networks.py

A network 3-5-4-3 for each hidden activation and each loss. A row of networks.csv is activation, loss, quantity and its
values: matrices by columns, a column a sample; parameters and their gradient layer by layer, each layer's weights
(fan-out x fan-in, by columns) before its biases.
"""

import csv

import torch

torch.set_default_dtype(torch.float64)
WIDTHS = [3, 5, 4, 3]
SAMPLES = 6
ACTIVATIONS = {
    "identity": lambda z: z,
    "relu": torch.relu,
    "leaky-relu": lambda z: torch.nn.functional.leaky_relu(z, 0.01),
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "threshold": lambda z: (z > 0).double() + 0 * z,  # PyTorch's heaviside has no derivative; this has 0
}
LOSSES = {
    "squared": lambda y, t: ((y - t) ** 2).sum() / SAMPLES,
    # Targets are probabilities; PyTorch averages over the samples.
    "softmax": lambda y, t: torch.nn.functional.cross_entropy(y.T, t.T),
}


def by_columns(matrix):
    return matrix.T.reshape(-1).tolist()


def flat(weights, biases):
    return [value for w, b in zip(weights, biases) for value in by_columns(w) + b.tolist()]


def rows():
    torch.manual_seed(20261122)
    for name, activation in ACTIVATIONS.items():
        for loss_name, loss_of in LOSSES.items():
            # Logits of some tens make the softmax saturate for some samples.
            scale = 3 if loss_name == "softmax" else 1
            weights = [torch.randn(m, n) * scale for n, m in zip(WIDTHS, WIDTHS[1:])]
            biases = [torch.randn(m) for m in WIDTHS[1:]]
            inputs = torch.randn(WIDTHS[0], SAMPLES)
            targets = torch.randn(WIDTHS[-1], SAMPLES)
            if loss_name == "softmax":
                targets = torch.softmax(targets, 0)
                targets[:, 0] = torch.tensor([0.0, 1.0, 0.0])
            for parameter in weights + biases:
                parameter.requires_grad_()
            hidden, a = [], inputs
            for layer, (w, b) in enumerate(zip(weights, biases)):
                z = w @ a + b[:, None]
                a = activation(z) if layer + 1 < len(weights) else z
                hidden.append(a)
            loss = loss_of(a, targets)
            gradients = torch.autograd.grad(loss, weights + biases, allow_unused=True)
            gradients = [torch.zeros_like(p) if g is None else g for p, g in zip(weights + biases, gradients)]
            with torch.no_grad():
                yield name, loss_name, "parameters", flat(weights, biases)
                yield name, loss_name, "inputs", by_columns(inputs)
                yield name, loss_name, "targets", by_columns(targets)
                for layer, a in enumerate(hidden):
                    yield name, loss_name, f"activation{layer}", by_columns(a)
                yield name, loss_name, "loss", [loss.item()]
                yield name, loss_name, "gradient", flat(gradients[:len(weights)], gradients[len(weights):])


if __name__ == "__main__":
    with open("networks.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["activation", "loss", "quantity", "values"])
        for *names, values in rows():
            writer.writerow(names + [repr(value) for value in values])
