// Everything here only spares waits and clicks: each page is whole without it.
// Listeners sit on the document, so that fragments swapped in later need no waking.
import "./appearance.js";
import "./menu.js";
import "./dialogs.js";
import "./undo.js";
import "./counters.js";
import "./readings.js";
import "./autosave.js";
import "./shortcuts.js";
import "./persons.js";
import "./session.js";
