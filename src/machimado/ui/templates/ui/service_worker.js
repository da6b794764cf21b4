{% load static %}// Keeps the offline page and its looks. Pages of people are never kept: every page comes from the network.
"use strict";
const SHELL = "machimado-shell-1";
const KEPT = ["{% url "ui:offline" %}"{% for file in kept %}, "{% static file %}"{% endfor %}];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(KEPT)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((name) => name !== SHELL).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()));
});
self.addEventListener("fetch", (event) => {
  const request = event.request;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(KEPT[0])));
  } else if (KEPT.includes(new URL(request.url).pathname)) {
    event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
  }
});

// A push says nothing personal: its title and its text are general; who opens the link must be signed in.
self.addEventListener("push", (event) => {
  let told = {};
  try { told = event.data ? event.data.json() : {}; } catch { told = { body: event.data.text() }; }
  event.waitUntil(self.registration.showNotification(told.title || "まちまど", {
    body: told.body || "新しいお知らせがあります。",
    icon: "{% static "ui/img/mark-192.png" %}",
    lang: told.lang || "ja",
    tag: told.tag,
    data: { link: told.link || told.url || "/" },
  }));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const link = new URL(event.notification.data.link, self.location.origin);
  const target = link.origin === self.location.origin ? link.href : self.location.origin;
  event.waitUntil(self.clients.openWindow(target));
});
