//! Bytes to text: spreadsheets save tables in UTF-8 with or without a mark, in UTF-16, or, on a Chinese Windows, in GB 18030.

use encoding_rs::{Encoding, GB18030, UTF_8};

/// The text of a table, without a byte-order mark; none where the bytes are text in none of the encodings.
pub(super) fn decoded(bytes: &[u8]) -> Option<String> {
    let marked = Encoding::for_bom(bytes);
    let candidates = match marked {
        Some((encoding, _)) => vec![encoding],
        None => vec![UTF_8, GB18030],
    };
    let body = &bytes[marked.map_or(0, |(_, length)| length)..];
    candidates.into_iter().find_map(|encoding| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(body)?;
        Some(text.into_owned()).filter(|text| !text.contains('\0'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spreadsheets_save_is_read() {
        let text = "日期,产研院\r\n";
        let gb = GB18030.encode(text).0.into_owned();
        let mut utf_16 = vec![0xff, 0xfe];
        utf_16.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        for bytes in [text.as_bytes(), &gb, &utf_16, &marked] {
            assert_eq!(decoded(bytes).as_deref(), Some(text));
        }
        assert_eq!(decoded(b"PK\x03\x04\x00\x00"), None);
    }
}
