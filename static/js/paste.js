// What becomes of words pasted from a word processor or a web page? Plain paragraphs and lists; styles, comments and
// pictures stay behind, a row of a table is a line. Undo takes the pasting back like anything typed.
const SKIPPED = "script,style,head,title,meta,template,svg,img,picture,object,iframe,del,.MsoCommentReference,.MsoCommentText,.msocomanchor,.msocomtxt,[hidden]";
const BLOCKS = /^(ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|DD|DIV|DL|DT|FIGCAPTION|FIGURE|FOOTER|H[1-6]|HEADER|HR|MAIN|NAV|OL|P|PRE|SECTION|TABLE|UL)$/;
const BULLETS = /^[ \t]*[•·▪◦‣●○■□\uf0b7\uf0a7\uf0d8\uf076][ \t\u00a0]*/gm;

function tidy(words) {
  return words
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, " ")
    .replace(BULLETS, "- ");
}

function styleOf(node) {
  return node.dataset?.style?.replace(/\s/g, "").toLowerCase() ?? "";
}

// The lines of a pasted page: each with its words and whether a blank line goes before it.
class Lines {
  done = [];
  line = "";
  apart = false;
  mark = ""; // of a point whose words are still to come

  end(apart) {
    if (this.mark && this.line.trim() === this.mark) return;
    this.mark = "";
    const words = this.line.replace(/ +/g, " ").trim();
    if (words) this.done.push((this.done.length && this.apart ? "\n" : "") + words);
    if (words) this.apart = apart;
    else this.apart ||= apart;
    this.line = "";
  }

  read(node, list) {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) this.line += child.data.replace(/\s+/g, " ");
      else if (child.nodeType === Node.ELEMENT_NODE) this.element(child, list);
    }
  }

  element(node, list) {
    const style = styleOf(node);
    if (node.matches(SKIPPED) || /mso-element:comment|display:none|mso-hide:all/.test(style)) return;
    if (style.includes("mso-list:ignore")) {
      const mark = tidy(node.textContent).trim();
      this.line += /[\da-z]/i.test(mark) && mark !== "o" ? `${mark} ` : "- ";
    } else if (node.tagName === "BR") this.end(false);
    else if (node.tagName === "TR") this.row(node);
    else if (node.tagName === "LI") this.point(node, list);
    else if (BLOCKS.test(node.tagName)) this.block(node, style);
    else this.read(node, list);
  }

  block(node, style) {
    const isPoint = /mso-list:l\d/.test(style) || /MsoList/.test(node.className);
    const inside = node.closest("li");
    const isList = /^[OU]L$/.test(node.tagName);
    this.end(!isPoint && !inside && !isList);
    const list = { ordered: node.tagName === "OL", next: Number(node.getAttribute("start") ?? 1) };
    this.read(node, list);
    this.end(!isPoint && !inside);
  }

  point(node, list) {
    this.end(false);
    if (node.hasAttribute("value")) list.next = Number(node.getAttribute("value"));
    this.mark = list?.ordered ? `${list.next++}.` : "-";
    this.line = `${this.mark} `;
    this.read(node, list);
    if (this.line.trim() === this.mark) this.line = "";
    this.end(false);
    this.mark = "";
  }

  row(node) {
    this.end(false);
    const cells = [...node.children].map((cell) => textOf(cell).replace(/\n+/g, " "));
    this.line = cells.filter(Boolean).join("; ");
    this.end(false);
  }
}

function textOf(node) {
  const lines = new Lines();
  lines.read(node, null);
  lines.end(true);
  return tidy(lines.done.join("\n"));
}

// A document made from text loads nothing and runs nothing; what the page's own policy would complain of goes before.
function wordsOf(html) {
  const quiet = html
    .replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(style|on\w+)\s*=/gi, " data-$1="));
  return textOf(new DOMParser().parseFromString(quiet, "text/html").body);
}

function put(field, words) {
  field.focus();
  const { selectionStart, selectionEnd } = field; // moved and put back, so that Undo takes the pasting back and not the typing before it
  field.setSelectionRange(0, 0);
  field.setSelectionRange(selectionStart, selectionEnd);
  if (document.execCommand("insertText", false, words)) return;
  field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
}

document.querySelector("#write")?.addEventListener("paste", (event) => {
  const field = event.target;
  if (field.tagName !== "TEXTAREA") return;
  const html = event.clipboardData.getData("text/html");
  const typed = event.clipboardData.getData("text/plain");
  const words = html ? wordsOf(html) : tidy(typed);
  if (!words || (!html && words === typed)) return;
  event.preventDefault();
  put(field, words);
});
