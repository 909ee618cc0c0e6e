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

// `first` is said before the new heading.
async function show(url, { remember, first = "" }) {
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
  say(first + answer.querySelector("h1").textContent)
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
  if (!seen) status.textContent = "" // the same words twice are said twice
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
  if (old.form === form && /checkbox|radio/.test(old.type)) old.checked = fresh.hasAttribute("checked")
  morphChildren(old, fresh)
}

// A form's property `id` may be one of its fields.
function idOf(node) {
  return node.getAttribute?.("id") ?? ""
}

function morphChildren(old, fresh) {
  let next = old.firstChild
  for (const child of [...fresh.childNodes]) {
    let kept = next
    while (kept && !(kept.nodeName === child.nodeName && idOf(kept) === idOf(child))) kept = kept.nextSibling
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
  answer.addEventListener("change", ({ target }) => {
    if (target.form !== form) return
    settled = true
    ask()
  })
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    clearTimeout(waiting.ask)
    close()
    settled = true
    ask(event.submitter)
  })
  const go = (url, how) => {
    box.value = url.searchParams.get("q") ?? ""
    clearTimeout(waiting.ask)
    settled = true
    close()
    show(url, how)
  }
  addEventListener("popstate", () => {
    if (location.pathname + location.search !== shown) go(new URL(location), { remember: false })
  })
  // On a phone the filters lie over the results: this closes them.
  answer.addEventListener("click", (event) => {
    if (!event.target.closest(".show")) return
    event.preventDefault()
    answer.querySelector(".filters").open = false
    answer.querySelector("#count").focus()
    answer.querySelector("#count").scrollIntoView()
  })
  // A filter or a part of the question is removed in place: the next one has the focus, or the content.
  answer.addEventListener("click", (event) => {
    const link = event.target.closest(".active a, .reread a")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    const first = link.dataset.removes ? `Removed: ${link.dataset.removes}. ` : ""
    go(new URL(link.href), { remember: true, first })
  })
}

// ---- Suggestions: a listbox under the search box; its first row searches for what is typed

const list = document.createElement("ul")
list.id = "suggestions"
list.className = "suggestions"
list.hidden = true
list.setAttribute("role", "listbox")
list.setAttribute("aria-label", "Suggestions")
const counted = document.createElement("p") // how many there are, for screen readers
counted.className = "unseen"
counted.setAttribute("role", "status")
form.append(list, counted)
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
  url.search = new URLSearchParams({ q: typed, limit: 6 })
  try {
    const response = await fetch(url, { signal: suggesting.signal })
    const { suggestions } = await response.json()
    if (response.ok && document.activeElement === box) offer(suggestions)
  } catch {
    close() // Suggestions are a help: without an answer there are none.
  }
}

// Where the answer is below the box, the name of a job typed in full needs no list that covers it.
function offer(suggestions) {
  const typed = box.value.trim().toLowerCase()
  const complete = answer && suggestions.length === 1 && suggestions[0].text.toLowerCase() === typed
  const many = complete ? 0 : suggestions.length
  list.replaceChildren(...(many ? [searchFor(box.value.trim()), ...suggestions.map(option)] : []))
  choose(-1)
  list.hidden = !many
  box.setAttribute("aria-expanded", String(many > 0))
  later("counted", 500, () => { counted.textContent = many ? `${many} suggestion${many > 1 ? "s" : ""}` : "" })
}

function row(place, ...content) {
  const item = document.createElement("li")
  item.id = `suggestion-${place}`
  item.role = "option"
  item.append(...content)
  return item
}

function element(name, text) {
  const made = document.createElement(name)
  made.append(text)
  return made
}

function searchFor(typed) {
  const words = element("span", "Search for ")
  words.append(element("b", typed))
  return row(0, words)
}

const LEADS = { category: "Category", qualification: "Qualification" }

function option({ text, kind, leads_to: leadsTo, url }, index) {
  const name = document.createElement("span")
  name.append(...marked(text, box.value))
  const leads = leadsTo ? `→ ${leadsTo}` : LEADS[kind]
  const item = row(index + 1, name, ...(leads ? [" ", element("span", leads)] : []))
  if (leads) item.lastChild.className = "leads"
  item.dataset.url = url
  return item
}

// The text with those beginnings of its words marked that were typed.
function marked(text, typed) {
  const words = typed.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean).sort((a, b) => b.length - a.length)
  return text.split(/([^\p{L}\p{N}]+)/u).filter(Boolean).flatMap((word) => {
    const begun = words.find((one) => word.toLowerCase().startsWith(one))
    return begun ? [element("b", word.slice(0, begun.length)), word.slice(begun.length)] : [word]
  })
}

function follow(item) {
  if (item.dataset.url) location.assign(item.dataset.url)
  else form.requestSubmit()
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
  clearTimeout(waiting.counted)
  counted.textContent = ""
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
  Enter: () => follow(list.children[active]),
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
  if (item) follow(item)
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

// ---- The shortlist: ids of jobs that this browser keeps; without a script the ticks send a plain form

{
  const KEY = "shortlist"
  const MOST = 30 // as many as the page takes
  const page = new URL("shortlist", document.querySelector("#search").action)

  function kept() {
    try {
      const found = JSON.parse(localStorage.getItem(KEY))
      return Array.isArray(found) ? found.filter((id) => typeof id === "string").slice(0, MOST) : []
    } catch {
      return [] // storage is turned off, or has something else
    }
  }

  function keep(ids) {
    try {
      localStorage.setItem(KEY, JSON.stringify(ids))
      return true
    } catch {
      return false
    }
  }

  function say(text) {
    document.querySelector("#status").textContent = text
  }

  function jobs(count) {
    return `${count} ${count === 1 ? "job" : "jobs"}`
  }

  function address(path, ids) {
    const url = new URL(path, page)
    url.search = new URLSearchParams(ids.map((id) => ["id", id]))
    return url
  }

  function made(name, properties, ...content) {
    const element = Object.assign(document.createElement(name), properties)
    element.append(...content)
    return element
  }

  // What a page shows of the shortlist: ticks, the line above the buttons, the link in the head.
  function show() {
    const ids = kept()
    for (const tick of document.querySelectorAll(".tick input")) tick.checked = ids.includes(tick.value)
    const line = document.querySelector(".ticked")
    if (line && ids.length) line.textContent = `${jobs(ids.length)} in your shortlist.`
    const old = document.querySelector("#collected")
    if (!ids.length) return old?.remove()
    const item = made("li", { id: "collected" }, made("a", { href: address("shortlist", ids) }, `Shortlist (${ids.length})`))
    if (old) old.replaceWith(item)
    else document.querySelector(".bar nav ul").append(item)
  }

  function ticked({ value, checked }) {
    const others = kept().filter((id) => id !== value)
    const full = checked && others.length === MOST
    const done = !full && keep(checked ? [...others, value] : others)
    show()
    if (full) say(`A shortlist has up to ${jobs(MOST)}. Remove one first.`)
    else if (!done) say("Your browser doesn't let us keep a shortlist. Check its privacy settings.")
    else say(`${checked ? "Added to" : "Removed from"} your shortlist: ${jobs(kept().length)}.`)
  }

  addEventListener("change", ({ target }) => {
    if (target.matches(".tick input")) ticked(target)
  })

  // Two jobs that are ticked on a page are compared; otherwise those of the shortlist that is shown, or kept.
  function compared(form) {
    const here = new FormData(form).getAll("id")
    if (here.length > 1) return here
    const shown = [...document.querySelectorAll("#shortlist .tick input")].map(({ value }) => value)
    return shown.length ? shown : kept()
  }

  addEventListener("submit", (event) => {
    if (!event.target.matches("#collect")) return
    event.preventDefault()
    const compares = event.submitter?.hasAttribute("formaction")
    location.assign(compares ? address("compare", compared(event.target)) : address("shortlist", kept()))
  })

  // A profile can be ticked too; a set can be printed, and its address copied.
  function add() {
    const place = document.querySelector(".kept")
    if (place) {
      const value = decodeURIComponent(location.pathname.split("/").pop())
      const input = made("input", { type: "checkbox", name: "id", value, id: `shortlist-${value}` })
      place.replaceChildren(made("label", { className: "choice tick" }, input, made("span", { className: "name" }, "Shortlist")))
    }
    const tools = document.querySelector(".tools")
    if (!tools) return
    const tool = (text, onclick) => tools.append(made("button", { className: "tool", type: "button", onclick }, text))
    tool("Print", () => print())
    if (navigator.clipboard) tool("Copy the link", copy)
  }

  async function copy({ target }) {
    try {
      await navigator.clipboard.writeText(location.href)
      target.textContent = "Copied"
      say("Copied the link to this page.")
    } catch {
      say("We couldn't copy the link. Copy it from your browser's address bar.")
    }
  }

  // What is printed says when.
  addEventListener("beforeprint", () => {
    const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })
    for (const line of document.querySelectorAll(".printed")) {
      line.dataset.address ??= line.textContent
      line.textContent = `${line.dataset.address}, printed on ${day}`
    }
  })

  const { pathname, search } = location
  if (pathname === page.pathname && !search && kept().length) location.replace(address("shortlist", kept()))
  add()
  show()
  // Results that are put in place, and pages that the browser brings back, show what is kept now.
  const answer = document.querySelector("#answer")
  const added = (node) => node.matches?.(".hit") || node.querySelector?.(".tick")
  if (answer) {
    new MutationObserver((changes) => {
      if (changes.some(({ addedNodes }) => [...addedNodes].some(added))) show()
    }).observe(answer, { childList: true, subtree: true })
  }
  addEventListener("pageshow", ({ persisted }) => { if (persisted) show() })
  addEventListener("storage", ({ key }) => { if (key === KEY) show() })
}
