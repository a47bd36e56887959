// What script adds to pages that are whole without it: jumping, filtering, the keyboard.
import { startFilters } from "./filter";
import { startJumps } from "./jump";
import { startKeys } from "./keys";

startJumps();
startFilters();
startKeys();

// On paper everything is open.
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});
