//! Complex numbers with elementary functions over `libm`.

pub(super) use realfft::num_complex::Complex64 as Complex;

/// A real number.
pub(super) fn real(value: f64) -> Complex {
    Complex::new(value, 0.0)
}

/// The exponential.
pub(super) fn exp(z: Complex) -> Complex {
    let (sine, cosine) = libm::sincos(z.im);
    Complex::new(cosine, sine) * libm::exp(z.re)
}

/// The principal logarithm.
pub(super) fn log(z: Complex) -> Complex {
    Complex::new(0.5 * libm::log(z.re * z.re + z.im * z.im), libm::atan2(z.im, z.re))
}
