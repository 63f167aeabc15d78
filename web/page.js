// Three things that the page does by itself: a citation opens its article above the page, an example asks itself,
// and a link to what is shown is copied and put into the address bar.
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

  const keep = (link) => {
    history.replaceState(null, "", link.href);
    const tell = (text) => { link.textContent = text; };
    const copied = navigator.clipboard?.writeText(link.href) ?? Promise.reject();  // not there without https
    copied.then(() => tell("Link copied"), () => tell("The link is in the address bar"));
  };

  // Captured, because Gradio opens links in a new tab by itself.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href*="source?"]');
    const permalink = event.target.closest?.("a.permalink");
    const example = event.target.closest?.("button.example");
    if ((link || permalink) && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      event.stopPropagation();
      if (link) openSource(link.href);
      else keep(permalink);
    } else if (example) {
      ask(example.textContent);
    }
  }, true);
})();
