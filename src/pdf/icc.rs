//! The sRGB profile of the output intent, made here from the published numbers of IEC 61966-2-1.
//!
//! A display profile of version 4 with three primaries and one parametric curve, as ICC.1:2010 describes it: no file
//! with a licence of its own is needed, and the bytes never change.

/// Primaries adapted to D50 by the Bradford transform, in the columns' order red, green, blue.
const PRIMARIES: [[f64; 3]; 3] = [
    [0.436_065_67, 0.222_488_40, 0.013_916_02],
    [0.385_147_09, 0.716_873_17, 0.097_076_42],
    [0.143_066_41, 0.060_607_91, 0.714_096_07],
];

/// Bradford adaptation from D65 to D50.
const ADAPTATION: [f64; 9] = [
    1.047_882, 0.022_919, -0.050_201, 0.029_587, 0.990_479, -0.017_059, -0.009_232, 0.015_076,
    0.751_678,
];

/// White point of the profile connection space.
const D50: [f64; 3] = [0.964_202_88, 1.0, 0.824_905_40];

/// Parametric curve of type 3: gamma, a, b, c, d.
const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45];

/// The profile's bytes.
pub(crate) fn srgb() -> Vec<u8> {
    let xyz = |values: &[f64]| {
        let mut data = b"XYZ \0\0\0\0".to_vec();
        push_fixed(&mut data, values);
        data
    };
    let mut curve = b"para\0\0\0\0\0\x03\0\0".to_vec();
    push_fixed(&mut curve, &CURVE);
    let mut adaptation = b"sf32\0\0\0\0".to_vec();
    push_fixed(&mut adaptation, &ADAPTATION);
    let [red, green, blue] = PRIMARIES;
    let tags: [(&[&[u8; 4]], Vec<u8>); 8] = [
        (&[b"desc"], text("sRGB IEC61966-2-1")),
        (&[b"cprt"], text("Public domain")),
        (&[b"wtpt"], xyz(&D50)),
        (&[b"chad"], adaptation),
        (&[b"rXYZ"], xyz(&red)),
        (&[b"gXYZ"], xyz(&green)),
        (&[b"bXYZ"], xyz(&blue)),
        (&[b"rTRC", b"gTRC", b"bTRC"], curve),
    ];
    let count: usize = tags.iter().map(|(names, _)| names.len()).sum();
    let mut offset = 128 + 4 + 12 * count;
    let mut table = be32(count);
    let mut data = Vec::new();
    for (names, mut bytes) in tags {
        for name in names {
            table.extend_from_slice(*name);
            table.extend(be32(offset));
            table.extend(be32(bytes.len()));
        }
        while !bytes.len().is_multiple_of(4) {
            bytes.push(0);
        }
        offset += bytes.len();
        data.append(&mut bytes);
    }
    let mut profile = header(offset);
    profile.append(&mut table);
    profile.append(&mut data);
    profile
}

fn header(size: usize) -> Vec<u8> {
    let mut header = be32(size);
    header.extend_from_slice(&[0; 4]);
    header.extend_from_slice(&[4, 0x20, 0, 0]);
    header.extend_from_slice(b"mntrRGB XYZ ");
    // A date is required; that of the sRGB standard.
    for part in [1999_u16, 10, 18, 0, 0, 0] {
        header.extend_from_slice(&part.to_be_bytes());
    }
    header.extend_from_slice(b"acsp");
    // Platform, flags, maker, model, attributes: none. Rendering intent: perceptual.
    header.extend_from_slice(&[0; 28]);
    push_fixed(&mut header, &D50);
    header.resize(128, 0);
    header
}

/// A text in one language.
fn text(value: &str) -> Vec<u8> {
    let units: Vec<u8> = value.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut data = b"mluc\0\0\0\0".to_vec();
    data.extend(be32(1));
    data.extend(be32(12));
    data.extend_from_slice(b"enUS");
    data.extend(be32(units.len()));
    data.extend(be32(28));
    data.extend(units);
    data
}

fn push_fixed(data: &mut Vec<u8>, values: &[f64]) {
    for value in values {
        let fixed = (value * 65536.0).round() as i32;
        data.extend_from_slice(&fixed.to_be_bytes());
    }
}

fn be32(value: usize) -> Vec<u8> {
    u32::try_from(value)
        .unwrap_or(u32::MAX)
        .to_be_bytes()
        .to_vec()
}

#[cfg(test)]
mod tests {
    #[test]
    fn profile_states_its_own_size() {
        let profile = super::srgb();
        assert_eq!(
            profile.get(..4),
            Some(&(profile.len() as u32).to_be_bytes()[..])
        );
        assert_eq!(profile.get(36..40), Some(&b"acsp"[..]));
    }
}
