/** How long a button says that it has copied, in milliseconds. */
const TOLD = 2000;

/** Makes each button with `data-copy` copy the text of the element of that name. */
export function addCopying(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    const { textContent: name } = button;
    button.addEventListener('click', () => {
      const text = document.getElementById(button.dataset.copy!)!.innerText;
      void copy(text).then((isCopied) => {
        button.textContent = isCopied ? 'Copied' : 'Select it and copy';
        setTimeout(() => {
          button.textContent = name;
        }, TOLD);
      });
    });
  }
}

/** Whether the text could be copied: browsers may refuse it to a file. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
