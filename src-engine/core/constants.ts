/** Faraday constant [C/mol], CODATA 2018 (exact). */
export const faraday = 96485.33212331001

/** Molar gas constant [J/(mol·K)], CODATA 2018 (exact). */
export const gasConstant = 8.31446261815324

/** 0 °C in kelvin. */
export const zeroCelsiusInKelvin = 273.15

/** 0 °F in kelvin: 32 degrees of 5/9 K below 0 °C. */
export const zeroFahrenheitInKelvin = 459.67 * (5 / 9)
