/**
 * Vertex: puts a corner beside its axis, at least so far away that thin branches never break into dots. A ribbon is
 * turned to the viewer here, and half a pixel wider than its branch, so that the edge can fade. The colour comes
 * from a texture with one texel a sample.
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
uniform float umPerPixel;
uniform float pixelRatio;
uniform sampler2D colours;
uniform int coloursWidth;
uniform vec2 depthRange;

out vec3 shade;
out float across;
out float radiusPixels;
flat out vec2 mixing;

void main() {
  int texel = int(sampleIndex + 0.5);
  vec4 colour = texelFetch(colours, ivec2(texel % coloursWidth, texel / coloursWidth), 0);
  int emphasis = int(colour.a * 3.0 + 0.5);
  bool raised = emphasis == 1 || emphasis == 2;
  float least = umPerPixel * (raised ? 1.6 : 0.7);
  float away = radius > 0.0 ? max(radius, least) : 0.0;
  // The middle of an end's disc has no edge near it.
  radiusPixels = radius > 0.0 ? away / umPerPixel * pixelRatio : 1000.0;
  vec4 seen = viewMatrix * vec4(axis, 1.0);
  vec3 direction = mat3(viewMatrix) * normalize(corner.xyz);
  if (corner.w == 0.0) {
    across = sqrt(max(0.0, 1.0 - direction.z * direction.z));
  } else {
    float flatness = length(direction.xy);
    direction = flatness > 0.001 ? vec3(-direction.y, direction.x, 0.0) * (corner.w / flatness) : vec3(corner.w, 0.0, 0.0);
    float wider = 1.0 + 0.5 / radiusPixels;
    across = corner.w * wider;
    away *= wider;
  }
  seen.xyz += direction * away;
  float nearness = clamp((seen.z - depthRange.x) / (depthRange.y - depthRange.x), 0.0, 1.0);
  shade = colour.rgb;
  // How much of the highlight, and how much of the background.
  mixing = vec2(emphasis == 1 ? 0.9 : emphasis == 2 ? 0.7 : 0.0, emphasis == 0 ? 0.85 : raised ? 0.0 : 0.32 * (1.0 - nearness));
  gl_Position = projectionMatrix * seen;
}
`

/**
 * Fragment: light from the viewer, distance fading a little into the background, selection in its own colour. Edges
 * fade into the background over one pixel, which also sets crossing branches apart.
 */
export const fragmentShader = /* glsl */ `
precision mediump float;

in vec3 shade;
in float across;
in float radiusPixels;
flat in vec2 mixing;

uniform vec3 background;
uniform vec3 highlight;

out vec4 result;

void main() {
  float beside = abs(across);
  float coverage = clamp((1.0 - beside) * radiusPixels + 0.5, 0.0, 1.0);
  if (coverage < 0.08) discard;
  float facing = sqrt(max(0.0, 1.0 - beside * beside));
  vec3 lit = mix(shade, highlight, mixing.x) * (0.6 + 0.4 * facing);
  result = vec4(mix(lit, background, 1.0 - coverage * (1.0 - mixing.y)), 1.0);
}
`
