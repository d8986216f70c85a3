//! Packs files into one (ZIP) without compressing them: what is large in a document is compressed already.

use crate::charts::crc32;

/// Version 2.0 of the format.
const VERSION: u16 = 20;
/// Names are UTF-8.
const FLAGS: u16 = 0x0800;
/// The first day that the format knows, so that the same files give the same bytes.
const DATE: u16 = 1 << 5 | 1;

/// The files, by name, in one.
pub(super) fn stored(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (name, bytes) in files {
        let place = out.len() as u32;
        // What the header of a file and its entry in the directory have in common.
        let mut common: Vec<u8> = [VERSION, FLAGS, 0, 0, DATE].iter().flat_map(|word| word.to_le_bytes()).collect();
        let size = bytes.len() as u32;
        common.extend([crc32(bytes), size, size].iter().flat_map(|word| word.to_le_bytes()));
        common.extend([name.len() as u16, 0].iter().flat_map(|word| word.to_le_bytes()));
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(bytes);
        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&common);
        // No comment, first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(place.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (at, count) = (out.len() as u32, files.len() as u16);
    out.extend(&directory);
    out.extend(b"PK\x05\x06");
    out.extend([0, 0, count, count].iter().flat_map(|word| word.to_le_bytes()));
    out.extend([directory.len() as u32, at].iter().flat_map(|word| word.to_le_bytes()));
    out.extend([0; 2]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_directory_at_the_end_names_every_file_and_its_place() {
        let files = [("a".to_string(), b"123456789".to_vec()), ("b/c".to_string(), Vec::new())];
        let packed = stored(&files);
        assert_eq!(packed.len(), (30 + 1 + 9) + (30 + 3) + (46 + 1) + (46 + 3) + 22);
        let second = packed.windows(4).rposition(|word| word == b"PK\x01\x02").unwrap();
        assert_eq!(packed[second + 42..second + 46], 40_u32.to_le_bytes());
        assert_eq!(&packed[second + 46..second + 49], b"b/c");
        assert_eq!(packed[14..18], 0xCBF4_3926_u32.to_le_bytes());
    }
}
