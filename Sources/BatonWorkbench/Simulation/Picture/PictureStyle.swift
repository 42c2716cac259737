/// Colours and patterns of a picture, for light and for dark grounds. Colour never stands alone:
/// kinds differ in their pattern too.
enum PictureStyle {
  static let sheet = """
    <style>
    text { font-family: Helvetica, Arial, "Liberation Sans", sans-serif; font-size: 12px; fill: #1f2328 }
    .ground { fill: #ffffff } .title { font-size: 17px; font-weight: bold }
    .small { font-size: 11px } .soft { fill: #59636e } .strong { font-weight: bold }
    .weekend { fill: #f3f4f6 } .lane { fill: none; stroke: #d1d9e0 }
    .day { stroke: #9aa4af } .hour { stroke: #e3e7eb } .shift { stroke: #8250df; stroke-dasharray: 4 3 }
    .shift-name { fill: #8250df }
    .working { fill: #4c8fdb } .waiting { fill: #b6d4f2 } .closed_hours { fill: #dfe3e8 }
    .handoff { fill: #e8b84a } .customer { fill: url(#hatch) } .third_party { fill: url(#hatch) }
    .dispute { fill: url(#cross) } .outline { fill: none; stroke: #59636e }
    .on-bar { fill: #ffffff; font-size: 11px }
    .running { fill: #5aa76b } .idle { fill: #cfe6d4 } .paused { fill: url(#hatch) }
    .late { fill: #d1242f } .breach { fill: #d1242f } .breach-name { fill: #b01c26; font-weight: bold }
    .warning { stroke: #9a6700; stroke-width: 2 } .due { stroke: #1f2328; stroke-width: 2 }
    .slack { stroke: #59636e; stroke-dasharray: 1 3 } .stem { stroke: #59636e }
    .arrow { stroke: #1f2328; stroke-width: 1.6; fill: none } .head { fill: #1f2328 }
    .refused { stroke-dasharray: 3 3 } .offer { stroke: #1f2328; stroke-dasharray: 2 2; fill: none }
    .event { fill: #1f2328 } .badge { fill: #ffffff; stroke: #1f2328 }
    .badge-breach { fill: #d1242f } .on-badge { font-size: 10px; text-anchor: middle }
    .on-breach { fill: #ffffff } .stripe { stroke: #8957b3; stroke-width: 2.5 }
    .stripe-ground { fill: #eadff5 }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 } .ground { fill: #0d1117 } .soft { fill: #9198a1 }
      .weekend { fill: #161b22 } .lane { stroke: #3d444d } .day { stroke: #656c76 }
      .hour { stroke: #262c36 } .shift { stroke: #bc8cff } .shift-name { fill: #bc8cff }
      .working { fill: #3d7cc9 } .waiting { fill: #28486e } .closed_hours { fill: #343b44 }
      .handoff { fill: #b98a22 } .outline { stroke: #9198a1 } .running { fill: #3f8f55 }
      .idle { fill: #234031 } .late, .breach, .badge-breach { fill: #da3633 }
      .breach-name { fill: #ff8e86 } .slack, .stem { stroke: #9198a1 } .warning { stroke: #d29922 } .due { stroke: #e6edf3 }
      .arrow, .offer { stroke: #e6edf3 } .head, .event { fill: #e6edf3 }
      .badge { fill: #0d1117; stroke: #e6edf3 } .stripe { stroke: #bc8cff }
      .stripe-ground { fill: #2d2140 }
    }
    </style>
    <defs>
      <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="stripe-ground" width="6" height="6"/>
        <line class="stripe" x1="0" y1="0" x2="0" y2="6"/>
      </pattern>
      <pattern id="cross" width="8" height="8" patternUnits="userSpaceOnUse">
        <rect class="stripe-ground" width="8" height="8"/>
        <path class="stripe" d="M0 0L8 8M8 0L0 8"/>
      </pattern>
      <marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
        <path class="head" d="M0 0L8 4L0 8Z"/>
      </marker>
    </defs>
    """
}
