# The table at the end. Fields: side, scenario, label, orders/s, p50 ms, p99 ms, and of processor time, in µs per
# order, JVM, PostgreSQL and client; then how busy the machine was, and with others, in percent.
{
  label[$1, $2] = $3
  runs[$1, $2]++
  for (field = 4; field <= 11; field++) sum[$1, $2, field] += $field
  if ($1 != "this") against = $1
  if (!($2 in seen)) {
    seen[$2] = 1
    scenario[++scenarios] = $2
  }
}

function mean(side, which, field) {
  return sum[side, which, field] / runs[side, which]
}

function processor(side, which) {
  return mean(side, which, 7) + mean(side, which, 8) + mean(side, which, 9)
}

function row(side, which) {
  printf "  %-20s %9.0f %8.1f %8.1f %8.1f %11.1f %8.1f %8.0f\n", label[side, which], mean(side, which, 4),
    mean(side, which, 5), mean(side, which, 6), mean(side, which, 7), mean(side, which, 8), mean(side, which, 9),
    mean(side, which, 11)
}

END {
  printf "%-22s %9s %8s %8s %8s %11s %8s %8s\n", "", "orders/s", "p50 ms", "p99 ms", "JVM us", "Postgres us", "client us", "others %"
  for (n = 1; n <= scenarios; n++) {
    which = scenario[n]
    print (which == "hot" ? "one hot SKU in every order" : "many SKUs")
    row("this", which)
    if (against != "") {
      row(against, which)
      printf "  %-20s %8.2fx of the orders per second, for %.2f of the processor time per order\n", "ratio",
        mean("this", which, 4) / mean(against, which, 4), processor("this", which) / processor(against, which)
    }
  }
}
