/**
 * Vertex: puts a corner beside its axis, at least half a pixel away, so that thin branches never break into dots.
 * The colour comes from a texture with one texel a sample.
 */
export const vertexShader = /* glsl */ `
precision highp float;
precision highp sampler2D;

in vec3 axis;
in vec4 corner;
in float radius;
in float sampleIndex;

uniform mat4 viewMatrix;
uniform mat4 projectionMatrix;
uniform mat3 turn;
uniform float umPerPixel;
uniform float grow;
uniform sampler2D colours;
uniform int coloursWidth;
uniform vec2 depthRange;

out vec3 shade;
out float facing;
out float nearness;
flat out int emphasis;

void main() {
  int texel = int(sampleIndex + 0.5);
  vec4 colour = texelFetch(colours, ivec2(texel % coloursWidth, texel / coloursWidth), 0);
  emphasis = int(colour.a * 3.0 + 0.5);
  float least = umPerPixel * (emphasis == 1 || emphasis == 2 ? 1.6 : 0.6);
  float away = radius > 0.0 ? max(radius, least) + grow * umPerPixel : 0.0;
  vec3 direction = normalize(corner.xyz);
  vec4 seen = viewMatrix * vec4(axis + direction * away, 1.0);
  facing = abs((turn * direction).z);
  nearness = clamp((seen.z - depthRange.x) / (depthRange.y - depthRange.x), 0.0, 1.0);
  shade = colour.rgb;
  gl_Position = projectionMatrix * seen;
}
`

/** Fragment: light from the viewer, distance fading a little into the background, selection in its own colour. */
export const fragmentShader = /* glsl */ `
precision highp float;

in vec3 shade;
in float facing;
in float nearness;
flat in int emphasis;

uniform vec3 background;
uniform vec3 highlight;

out vec4 result;

void main() {
  vec3 colour = shade;
  if (emphasis == 1) colour = mix(colour, highlight, 0.9);
  else if (emphasis == 2) colour = mix(colour, highlight, 0.7);
  vec3 lit = colour * (0.62 + 0.38 * facing) + vec3(0.07) * pow(facing, 8.0);
  float fade = emphasis == 0 ? 0.82 : emphasis == 3 ? 0.42 * (1.0 - nearness) : 0.0;
  result = vec4(mix(lit, background, fade), 1.0);
}
`
