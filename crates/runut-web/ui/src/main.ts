// What script adds to pages that are whole without it: jumping, filtering, the keyboard, what is new.
import { startFilters } from "./filter";
import { startJumps } from "./jump";
import { startKeys } from "./keys";
import { startSeen } from "./seen";

startJumps();
startFilters();
startKeys();
startSeen();

// On paper everything is open.
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});
