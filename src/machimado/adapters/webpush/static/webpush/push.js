// Subscribes this browser to notifications. Without it everything still arrives in the inbox and by e-mail.
"use strict";
(() => {
  const panel = document.querySelector("[data-push-device]");
  if (!panel || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  const on = panel.querySelector("[data-push-subscribe]");
  const off = panel.querySelector("[data-push-unsubscribe]");
  const status = panel.querySelector("[data-push-status]");

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const send = (method, subscription) => fetch(panel.dataset.subscriptions, {
    method,
    headers: { "Content-Type": "application/json", "X-CSRFToken": panel.dataset.csrf },
    body: JSON.stringify(subscription),
  }).then((answer) => { if (!answer.ok) throw new Error(answer.status); });
  const say = (subscribed, words) => {
    on.hidden = subscribed;
    off.hidden = !subscribed;
    if (words) status.textContent = words;
  };
  const current = () => navigator.serviceWorker.ready.then((worker) => worker.pushManager.getSubscription());

  on.addEventListener("click", async () => {
    try {
      const worker = await navigator.serviceWorker.ready;
      const { key } = await fetch(panel.dataset.key).then((answer) => answer.json());
      const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
      await send("POST", subscription);
      say(true, panel.dataset.done);
    } catch { status.textContent = panel.dataset.failed; }
  });
  off.addEventListener("click", async () => {
    const subscription = await current();
    if (subscription) { await send("DELETE", subscription); await subscription.unsubscribe(); }
    say(false, panel.dataset.stopped);
  });
  current().then((subscription) => { say(Boolean(subscription)); panel.hidden = false; });
})();
