//! The last bit of what rests on `exp` and `log`: these tests tell when the transcendental functions, the order of
//! operations or the streams have changed, and with them every result of a given seed.
//!
//! The expected bits come from a computation outside this crate, in Python: Philox4x64-10 and the samplers written
//! from the papers in IEEE doubles, with logarithms and exponentials either of mpmath at 200 bits, rounded to nearest
//! ("rounded"), or of a port of FreeBSD's msun `e_log.c` and `e_exp.c` ("msun"), of which the crate `libm` is a
//! translation. Where the two differ, msun's is off by one unit in the last place, and libm must be off likewise: the
//! system's C library, mostly right there, would give the other bits.

use fiscast::chance::samplers::{gamma, normal_quantile, poisson};
use fiscast::chance::{Purpose, Stream, StreamName, Streams, When};
use fiscast::quantities::{Date, Year};

#[track_caller]
fn assert_bits(what: &str, value: f64, bits: u64) {
    assert_eq!(
        value.to_bits(),
        bits,
        "{what}: {value:e} is {:#018x}, expected {bits:#018x}",
        value.to_bits()
    );
}

#[test]
fn exponentials_and_logarithms_are_those_of_msun() {
    for (x, rounded) in [
        (-0.3, 0x3fe7_b4c8_69c3_7c05_u64),
        (-12.0, 0x3ed9_c54c_3b43_bc8b),
        (-499.0, 0x12f1_1753_4c78_ac15),
        (13.8, 0x412e_0c42_38f3_031d),
    ] {
        assert_bits(&format!("exp({x})"), libm::exp(x), rounded);
    }
    for (x, rounded, msun) in [
        (14.7, 0x4142_79f9_d10e_6a3f_u64, 0x4142_79f9_d10e_6a40),
        (-22.4, 0x3de9_b2e6_e29e_39b9, 0x3de9_b2e6_e29e_39ba),
        (-24.8, 0x3db2_a698_9b3d_1391, 0x3db2_a698_9b3d_1390),
    ] {
        assert_bits(&format!("exp({x})"), libm::exp(x), msun);
        assert_eq!(msun.abs_diff(rounded), 1);
    }
    for (x, rounded, msun) in [
        (3.0, 0x3ff1_93ea_7aad_030b_u64, 0x3ff1_93ea_7aad_030a),
        (14.0, 0x4005_1cca_16d7_bba7, 0x4005_1cca_16d7_bba8),
        (0.00262, 0xc017_c740_3b43_4515, 0xc017_c740_3b43_4516),
    ] {
        assert_bits(&format!("log({x})"), libm::log(x), msun);
        assert_eq!(msun.abs_diff(rounded), 1);
    }
}

#[test]
fn normal_quantiles_have_the_bits_of_as_241_in_doubles() {
    // rounded and msun agree on the logarithm of these; the centre needs none
    for (p, bits) in [
        (0.25, 0xbfe5_956b_8752_8a49_u64),
        (0.3, 0xbfe0_c7e3_9582_c5fa),
        (0.9, 0x3ff4_813c_36e2_6d33),
        (0.075, 0xbff7_0852_26d3_e523),
        (0.02, 0xc000_6e13_e8aa_dfdb),
        (0.001, 0xc008_b8cb_b720_4470),
        (0.9999, 0x400d_c08b_b712_897a),
        (1e-20, 0xc022_8651_70b4_3a4b),
        (1.0 - f64::EPSILON / 2.0, 0x4020_6b48_528c_ea51),
    ] {
        assert_bits(&format!("quantile at {p}"), normal_quantile(p), bits);
    }
    // one unit in the logarithm's last place becomes four in the quantile's: 0xc00655ce33a7e72d when rounded
    assert_bits("quantile at 0.00262", normal_quantile(0.00262), 0xc006_55ce_33a7_e731);
}

#[test]
fn the_poisson_quantile_steps_where_the_exponential_of_msun_does() {
    // exp(-22.4) is the probability of 0; rounded to nearest it would be one step of this uniform number lower
    let probability_of_none = f64::from_bits(0x3de9_b2e6_e29e_39ba);
    assert_eq!(poisson(22.4, probability_of_none), 0);
    assert_eq!(poisson(22.4, f64::from_bits(0x3de9_b2e6_e29e_39bb)), 1);
}

/// Seed 2022 and a path; key words 2022 and (6 << 56) + 3; counter words path, 7, 5 and 2024, 60, 1 in 16 bits each.
fn stream(path: u64) -> Stream {
    let date = Date::of_year(Year::new(2024).expect("a year"), 60);
    let name = StreamName {
        institute: 7,
        spin_off: 5,
        purpose: Purpose::Quality,
        subject: 3,
        when: When::day(date).serial(1),
    };
    Streams::new(2022, path).stream(name)
}

#[test]
fn a_stream_gives_the_words_of_philox_for_its_name() {
    // (word >> 12 + 1/2) / 2^52 of the words of two blocks
    let mut stream = stream(9);
    for bits in [
        0x3fd1_bc55_b680_576a_u64,
        0x3fe7_8321_db53_db6b,
        0x3fd2_e033_7d4d_4f1a,
        0x3fee_492e_1196_0eb3,
        0x3fed_c55e_5f11_d4cf,
        0x3fee_91ab_620c_f93f,
    ] {
        assert_bits("uniform number", stream.uniform(), bits);
    }
}

#[test]
fn gamma_draws_have_the_bits_of_marsaglia_and_tsang_in_doubles() {
    // shape and scale of quality at cv 0.4; paths 0 to 5, of which rounded and msun agree
    let expected = [
        0x3feb_c21b_413a_0804_u64,
        0x3fd3_fefb_4a8e_4818,
        0x3ff1_c9ad_6268_526f,
        0x3fe5_deb1_3013_d918,
        0x3fdb_c471_e3fa_9bfa,
        0x3ff1_105e_9274_ec8f,
    ];
    for (path, bits) in expected.into_iter().enumerate() {
        assert_bits(&format!("gamma, path {path}"), gamma(&mut stream(path as u64), 6.25, 0.16), bits);
    }
}
