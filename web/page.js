// Two things that the page does by itself: a citation opens its article above the chat, an example asks itself.
(() => {
  const openSource = (address) => {
    let dialog = document.getElementById("source");
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.id = "source";
      dialog.innerHTML = '<button type="button">Close</button><iframe title="The article" sandbox="allow-same-origin"></iframe>';
      dialog.querySelector("button").onclick = () => dialog.close();
      dialog.onclick = (event) => event.target === dialog && dialog.close();
      document.body.append(dialog);
    }
    const frame = dialog.querySelector("iframe");
    frame.onload = () => frame.contentDocument?.getElementById("quote")?.scrollIntoView({ block: "center" });
    frame.src = address;
    dialog.showModal();
  };

  const ask = (text) => {
    const box = document.querySelector("#question textarea");
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => document.querySelector("#ask button.primary").click(), 50);
  };

  // Captured, because Gradio opens links in a new tab by itself.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href*="source?"]');
    const example = event.target.closest?.("button.example");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      event.stopPropagation();
      openSource(link.href);
    } else if (example) {
      ask(example.textContent);
    }
  }, true);
})();
