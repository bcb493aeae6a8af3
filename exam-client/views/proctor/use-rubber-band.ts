import { type PointerEvent, type RefObject, useRef, useState } from "react";

/** In pixels of the map, scrolled or not. */
export interface Band {
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Drag {
  x: number;
  y: number;
  add: boolean;
}

/** A hand that trembles draws no band. */
const leastPixels = 6;

function bandOf(drag: Drag, x: number, y: number): Band {
  const [left, top] = [Math.min(drag.x, x), Math.min(drag.y, y)];
  return { left, top, width: Math.abs(drag.x - x), height: Math.abs(drag.y - y) };
}

function touches(band: Band, origin: DOMRect, box: DOMRect): boolean {
  const [left, top] = [box.left - origin.left, box.top - origin.top];
  return (
    left < band.left + band.width &&
    left + box.width > band.left &&
    top < band.top + band.height &&
    top + box.height > band.top
  );
}

/**
 * Drawing a rectangle on the floor between the seats chooses those that it touches. `caught` gets their
 * attempts, and whether those chosen before stay so.
 */
export function useRubberBand(
  map: RefObject<HTMLElement | null>,
  caught: (attempts: string[], add: boolean) => void,
) {
  const drag = useRef<Drag | null>(null);
  const [band, setBand] = useState<Band | null>(null);
  const placeOf = (event: PointerEvent): [number, number] => {
    const origin = map.current?.getBoundingClientRect();
    return [event.clientX - (origin?.left ?? 0), event.clientY - (origin?.top ?? 0)];
  };
  const end = () => {
    drag.current = null;
    setBand(null);
  };
  return {
    band,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        const target = event.target as HTMLElement;
        if (event.button !== 0 || target.closest("button, input") !== null) return;
        const [x, y] = placeOf(event);
        drag.current = { x, y, add: event.shiftKey || event.ctrlKey || event.metaKey };
      },
      onPointerMove: (event: PointerEvent) => {
        if (drag.current === null) return;
        const next = bandOf(drag.current, ...placeOf(event));
        if (band !== null || Math.max(next.width, next.height) >= leastPixels) setBand(next);
      },
      onPointerUp: () => {
        const origin = map.current?.getBoundingClientRect();
        if (drag.current !== null && band !== null && origin) {
          const tiles = [...(map.current?.querySelectorAll<HTMLElement>("[data-attempt]") ?? [])];
          const within = tiles.filter((tile) => touches(band, origin, tile.getBoundingClientRect()));
          caught(
            within.flatMap(({ dataset }) => dataset.attempt ?? []),
            drag.current.add,
          );
        }
        end();
      },
      onPointerLeave: end,
    },
  };
}
