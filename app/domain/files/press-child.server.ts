import { inspectImage, makePreviews, posterFrom, printOf } from "./images.server.ts";
import { cleanPicture } from "./picture.server.ts";
import type { Answer, Order } from "./press.server.ts";
import { makeTiles } from "./tiles.server.ts";
import { inspectVideo } from "./video.server.ts";

/** The process in which files from outside are decoded; one order after the other, as its parent gives them. */
function work(order: Order): Promise<unknown> {
  switch (order.kind) {
    case "inspect":
      return inspectImage(order.path);
    case "picture":
      return cleanPicture(order.path, order.target, order.as);
    case "previews":
      return makePreviews(order.path);
    case "tiles":
      return makeTiles(order.path, order.target);
    case "poster":
      return posterFrom(order.path);
    case "print":
      return printOf(order.path);
    case "probe":
      return inspectVideo(order.path);
  }
}

process.on("message", (order: Order) => {
  work(order)
    .then((made): Answer => ({ made }))
    .catch((error: unknown): Answer => ({ error: String(error) }))
    .then((answer) => process.send?.(answer));
});
