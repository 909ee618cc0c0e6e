// The shortlist: ids of jobs that this browser keeps. Without this script the ticks send a plain form.

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
  else if (!done) say("This browser doesn't let us keep a shortlist.")
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
  const title = document.querySelector(".profile h1")
  if (title) {
    const value = decodeURIComponent(location.pathname.split("/").pop())
    const input = made("input", { type: "checkbox", name: "id", value, id: `shortlist-${value}` })
    title.after(made("p", { className: "kept" }, made("label", { className: "tick" }, input, made("span", {}, "Shortlist"))))
  }
  const tools = document.querySelector(".tools")
  if (!tools) return
  const tool = (text, onclick) => tools.append(made("button", { className: "tool", type: "button", onclick }, text))
  tool("Print", () => print())
  if (navigator.clipboard) tool("Copy the address", copy)
}

async function copy({ target }) {
  try {
    await navigator.clipboard.writeText(location.href)
    target.textContent = "Copied"
    say("Copied the address of this page.")
  } catch {
    say("We could not copy it. Copy the address from your browser's address bar.")
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
