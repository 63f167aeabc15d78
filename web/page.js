// What the page does by itself: a citation opens its article above the page until it is closed or left by "back", an
// example asks itself, a link to what is shown is copied and put into the address bar, and the chat keeps the question
// that was asked last in sight, with the beginning of its answer.
(() => {
  const openSource = (address) => {
    let dialog = document.getElementById("source");
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.id = "source";
      dialog.innerHTML = '<button type="button">Close</button><iframe title="The article" sandbox="allow-same-origin"></iframe>';
      dialog.querySelector("button").onclick = () => dialog.close();
      dialog.onclick = (event) => event.target === dialog && dialog.close();
      dialog.onclose = () => history.state?.article && history.back();
      window.addEventListener("popstate", () => dialog.close());
      document.body.append(dialog);
    }
    const frame = dialog.querySelector("iframe");
    frame.onload = () => frame.contentDocument?.getElementById("quote")?.scrollIntoView({ block: "center" });
    frame.contentWindow.location.replace(address);  // "back" closes the article and does not look through others
    history.pushState({ article: true }, "");
    dialog.showModal();
  };

  let asked = 0;
  let follows = true;
  const keepInSight = () => {
    const questions = document.querySelectorAll("#chat .user-row");
    if (questions.length > asked) follows = true;
    asked = questions.length;
    const last = questions[asked - 1];
    const box = last?.closest(".bubble-wrap");
    if (box && follows) box.scrollTop += last.getBoundingClientRect().top - box.getBoundingClientRect().top - 8;
  };
  new MutationObserver(keepInSight).observe(document.documentElement, { childList: true, subtree: true });
  const leaveIt = (event) => { if (event.target.closest?.("#chat")) follows = false; };
  for (const moved of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    document.addEventListener(moved, leaveIt, { capture: true, passive: true });
  }

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
