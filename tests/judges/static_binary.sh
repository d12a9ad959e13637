#!/usr/bin/env bash
# One static binary, by the README's own command, does the whole work in an empty root: no library, no shell, no file but the
# project. Then what it weighs and what it is made of, each against a bound that only a decision raises.
set -euo pipefail
cd "$(dirname "$0")/../.."
most_mebibytes=36
most_crates=270

command=$(sed -n '/<!-- commande:statique -->/,/^```$/{/^[^<`]/p}' README.md)
test -n "$command"
echo "$command"
eval "$command"
binary=target/x86_64-unknown-linux-gnu/release/dossier
if ldd "$binary" 2>&1 | grep -q '=>'; then
  echo "le binaire dépend de bibliothèques :" >&2
  ldd "$binary" >&2
  exit 1
fi

if grep -q -F -e "$HOME/" -e "$PWD/" "$binary"; then
  echo "le binaire dit où il a été construit" >&2
  exit 1
fi

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
cp "$binary" "$root/dossier"
cp -r budgets/cluster-territoire-intelligent "$root/projet"
# The old formats are read by a child of the program, which must start there too.
cp tests/fixtures/budgets/budget.xls "$root/projet/ancien.xls"
mkdir "$root/tmp"
inside() {
  if [ "$(id -u)" = 0 ]; then
    chroot "$root" "$@"
  elif sudo -n true 2>/dev/null; then
    sudo chroot "$root" "$@"
  else
    unshare --user --map-root-user chroot "$root" "$@"
  fi
}
inside /dossier doctor /projet --out /out
inside /dossier build /projet --out /out >/dev/null
(cd "$root/out/projet/fonds-regional" && sha256sum --quiet -c interne/SHA256SUMS)
sed -i 's/^budget = "budget.xlsx"/budget = "ancien.xls"/' "$root/projet/projet.toml"
inside /dossier check /projet --format concis >/dev/null || test $? = 1
echo "le binaire seul, dans une racine vide : diagnostic, dossiers, ancien format"

weight=$(($(stat -c %s "$binary") >> 20))
crates=$(cargo tree --locked --edges normal,build --prefix none --format '{p}' | sed 's/ (\*)$//' | sort -u | wc -l)
echo "$weight Mio (au plus $most_mebibytes), $crates crates (au plus $most_crates)"
test "$weight" -le "$most_mebibytes"
test "$crates" -le "$most_crates"
