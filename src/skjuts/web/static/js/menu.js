// The side navigation in a narrow window: the link that leads to it becomes a button that opens and closes it.
const link = document.querySelector("[data-menu]");
const navigation = document.getElementById("navigation");

if (link && navigation) {
  link.setAttribute("role", "button");
  link.setAttribute("aria-expanded", "false");
  link.setAttribute("aria-controls", navigation.id);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    toggle(!navigation.hasAttribute("data-open"));
  });
  link.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    link.click();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && navigation.hasAttribute("data-open")) {
      toggle(false);
      link.focus();
    }
  });
}

function toggle(open) {
  navigation.toggleAttribute("data-open", open);
  link.setAttribute("aria-expanded", String(open));
}
