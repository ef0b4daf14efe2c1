/** Two triangles over the placement of a tile: positions in clip space, tile pixels beside them. */
export const VERTEX_SHADER = `#version 300 es
uniform vec4 u_target;
uniform vec4 u_source;
out vec2 v_pixel;
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  v_pixel = mix(u_source.xy, u_source.zw, corner);
  gl_Position = vec4(mix(u_target.xy, u_target.zw, corner), 0.0, 1.0);
}`;

/** The display table of core/stretch: a floating index into one colour per index (graphics hardware rounds the place
 * a little differently, so that a pixel may get the neighbouring entry). Missing pixels are told by their bits, since
 * isnan() is not reliable in GLSL. Smoothing blends colours, as a 2D canvas does. */
export const FRAGMENT_SHADER = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
uniform sampler2D u_tile;
uniform sampler2D u_table;
uniform ivec2 u_size;
uniform float u_low;
uniform float u_scale;
uniform int u_last;
uniform vec4 u_missing;
uniform bool u_smooth;
in vec2 v_pixel;
out vec4 o_colour;

vec4 colourAt(ivec2 pixel) {
  float value = texelFetch(u_tile, clamp(pixel, ivec2(0), u_size - 1), 0).r;
  if ((floatBitsToUint(value) & 0x7fffffffu) > 0x7f800000u) return u_missing;
  float t = clamp((value - u_low) * u_scale, 0.0, 1.0);
  int index = (floatBitsToInt(t + 0.000244140625) - floatBitsToInt(0.000244140625)) >> 11;
  index = min(index, u_last);
  return texelFetch(u_table, ivec2(index & 255, index >> 8), 0);
}

void main() {
  if (u_smooth) {
    vec2 at = v_pixel - 0.5;
    ivec2 base = ivec2(floor(at));
    vec2 part = at - floor(at);
    vec4 below = mix(colourAt(base), colourAt(base + ivec2(1, 0)), part.x);
    vec4 above = mix(colourAt(base + ivec2(0, 1)), colourAt(base + ivec2(1, 1)), part.x);
    o_colour = vec4(mix(below, above, part.y).rgb, 1.0);
  } else {
    o_colour = vec4(colourAt(ivec2(floor(v_pixel))).rgb, 1.0);
  }
}`;
