// Additions to pages that work without them: search as you type, filters that apply when ticked,
// suggestions, and the way to a marked word.

const form = document.querySelector("#search")
const box = form.elements.q
const answer = document.querySelector("#answer")
const status = document.querySelector("#status")

const PAUSE = 120 // milliseconds without a key before we ask
const REST = 900 // milliseconds without a key before a question counts as settled

// ---- Answers: the page is asked for again, and what differs is put in place

let asking = new AbortController()
let settled = true
let shown = location.pathname + location.search
const waiting = {}

function later(name, milliseconds, act) {
  clearTimeout(waiting[name])
  waiting[name] = setTimeout(act, milliseconds)
}

// `pressed` is the button that sends the form, where one does that says something.
function address(pressed = null) {
  const filled = [...new FormData(form, pressed)].filter(([, value]) => value.trim() !== "")
  const url = new URL(form.action)
  url.search = new URLSearchParams(filled)
  return url
}

async function show(url, { remember }) {
  asking.abort()
  asking = new AbortController()
  answer.setAttribute("aria-busy", "true")
  const page = await fetched(url, asking.signal)
  if (!page) return
  const fresh = page.querySelector("#answer")
  if (remember) keep(url)
  shown = url.pathname + url.search
  document.title = page.title
  inPlace(() => morph(answer, fresh))
  say(answer.querySelector("h1").textContent)
}

// The page at an address; nothing where another question came first, or where there is no answer.
async function fetched(url, signal) {
  try {
    const response = await fetch(url, { signal })
    const page = new DOMParser().parseFromString(await response.text(), "text/html")
    if (response.ok && page.querySelector("#answer")) return page
  } catch {
    if (signal.aborted) return null
  }
  answer.removeAttribute("aria-busy")
  say("Search is not responding. Press Enter to try again.", true)
  return null
}

// One step of the history for one question: the first letters add it, the next ones replace it.
function keep(url) {
  if (url.pathname + url.search === shown) return
  history[settled ? "pushState" : "replaceState"](null, "", url)
  settled = false
  later("rest", REST, () => { settled = true })
}

function say(text, seen = false) {
  status.classList.toggle("seen", seen)
  later("say", seen ? 0 : 500, () => { status.textContent = text })
}

// What has the focus keeps it, and stays where it is in the window; if it is gone, the content has it.
function inPlace(change) {
  const focused = document.activeElement
  const top = focused.getBoundingClientRect().top
  change()
  const again = focused.isConnected ? focused : document.getElementById(focused.id)
  if (!again) return document.querySelector("#main").focus({ preventScroll: true })
  if (document.activeElement !== again) again.focus({ preventScroll: true })
  if (answer.contains(again)) scrollBy(0, again.getBoundingClientRect().top - top)
}

function morph(old, fresh) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data
    return
  }
  if (old.nodeType !== Node.ELEMENT_NODE) return
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name)
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value)
  }
  if (old.type === "checkbox" || old.type === "radio") old.checked = fresh.hasAttribute("checked")
  morphChildren(old, fresh)
}

function morphChildren(old, fresh) {
  let next = old.firstChild
  for (const child of [...fresh.childNodes]) {
    let kept = next
    while (kept && !(kept.nodeName === child.nodeName && (kept.id ?? "") === (child.id ?? ""))) kept = kept.nextSibling
    if (!kept) {
      old.insertBefore(child, next)
      continue
    }
    if (kept !== next) old.insertBefore(kept, next)
    next = kept.nextSibling
    morph(kept, child)
  }
  while (next) {
    const gone = next
    next = next.nextSibling
    gone.remove()
  }
}

if (answer) {
  document.documentElement.classList.add("live")
  const ask = (pressed) => show(address(pressed), { remember: true })
  box.addEventListener("input", () => later("ask", PAUSE, () => ask()))
  answer.addEventListener("change", () => { settled = true; ask() })
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    clearTimeout(waiting.ask)
    close()
    settled = true
    ask(event.submitter)
  })
  addEventListener("popstate", () => {
    if (location.pathname + location.search === shown) return
    box.value = new URLSearchParams(location.search).get("q") ?? ""
    settled = true
    close()
    show(new URL(location), { remember: false })
  })
}

// ---- Suggestions: a listbox under the search box

const list = document.createElement("ul")
list.id = "suggestions"
list.className = "suggestions"
list.hidden = true
list.setAttribute("role", "listbox")
list.setAttribute("aria-label", "Suggestions")
form.append(list)
const combobox = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id }
for (const [name, value] of Object.entries(combobox)) box.setAttribute(name, value)

let suggesting = new AbortController()
let active = -1

async function suggest() {
  suggesting.abort()
  suggesting = new AbortController()
  const typed = box.value.trim()
  if (typed.length < 2) return close()
  const url = new URL("api/v1/suggest", form.action)
  url.search = new URLSearchParams({ q: typed, limit: 5 })
  try {
    const response = await fetch(url, { signal: suggesting.signal })
    const { suggestions } = await response.json()
    if (response.ok && document.activeElement === box) offer(suggestions)
  } catch {
    close() // Suggestions are a help: without an answer there are none.
  }
}

function offer(suggestions) {
  list.replaceChildren(...suggestions.map(option))
  choose(-1)
  const open = suggestions.length > 0
  list.hidden = !open
  box.setAttribute("aria-expanded", String(open))
}

function option({ text, kind, leads_to: leadsTo, url }, place) {
  const item = document.createElement("li")
  item.id = `suggestion-${place}`
  item.role = "option"
  item.dataset.url = url
  item.append(text)
  const leads = leadsTo ?? (kind === "title" ? "" : kind.replace("_", " "))
  if (leads) {
    const note = document.createElement("span")
    note.className = "leads"
    note.textContent = leadsTo ? `→ ${leads}` : leads
    item.append(" ", note)
  }
  return item
}

function choose(place) {
  active = place
  for (const [at, item] of [...list.children].entries()) item.setAttribute("aria-selected", String(at === place))
  if (place < 0) box.removeAttribute("aria-activedescendant")
  else box.setAttribute("aria-activedescendant", list.children[place].id)
}

function close() {
  suggesting.abort()
  clearTimeout(waiting.suggest)
  list.hidden = true
  box.setAttribute("aria-expanded", "false")
  choose(-1)
}

// One step beyond either end is the box itself.
function step(by) {
  const many = list.children.length + 1
  choose(((active + 1 + by + many) % many) - 1)
}

const KEYS = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  Escape: close,
  Enter: () => active >= 0 && location.assign(list.children[active].dataset.url),
}

box.addEventListener("input", () => later("suggest", PAUSE, suggest))
box.addEventListener("blur", close)
box.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" && list.hidden) return suggest()
  if (list.hidden || !(event.key in KEYS) || (event.key === "Enter" && active < 0)) return
  event.preventDefault()
  KEYS[event.key]()
})
list.addEventListener("pointerdown", (event) => event.preventDefault())
list.addEventListener("click", (event) => {
  const item = event.target.closest("[role=option]")
  if (item) location.assign(item.dataset.url)
})

// ---- A passage: the marked word is brought into view where its section's heading alone is

function reveal() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
  const mark = target && target.querySelector("mark")
  if (mark && mark.getBoundingClientRect().bottom > innerHeight) mark.scrollIntoView({ block: "center" })
}

addEventListener("hashchange", reveal)
if (document.readyState === "complete") reveal()
else addEventListener("load", reveal)
