/** Faraday constant [C/mol], CODATA 2018 (exact). */
export const faraday = 96485.33212331001

/** Molar gas constant [J/(mol·K)], CODATA 2018 (exact). */
export const gasConstant = 8.31446261815324

/** 0 °C in kelvin. */
export const zeroCelsiusInKelvin = 273.15
