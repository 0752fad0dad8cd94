/* Comfort on the plugin's page: everything works without it. */
(() => {
    'use strict';

    document.addEventListener('click', async (event) => {
        const button = event.target.closest('[data-twint-copy]');
        if (button === null) {
            return;
        }
        const text = button.parentElement.querySelector('pre, code, textarea').textContent;
        try {
            await navigator.clipboard.writeText(text);
        } catch {
            // Without https the browser has no clipboard for scripts: mark it, so that Ctrl+C does it.
            getSelection().selectAllChildren(button.parentElement.querySelector('pre, code, textarea'));
            return;
        }
        const label = button.textContent;
        button.textContent = button.dataset.twintCopy;
        setTimeout(() => { button.textContent = label; }, 2000);
    });

    document.addEventListener('submit', (event) => {
        const question = event.submitter?.dataset.twintConfirm;
        if (question !== undefined && !confirm(question)) {
            event.preventDefault();
            return;
        }
        // The server carries a second click out once as well; this one only spares the wait.
        event.target.querySelectorAll('[data-twint-once]').forEach((button) => { button.disabled = true; });
    });

    // After a refusal the first field to correct is in sight; only then, for the shop shows its tabs anew when the page is there.
    window.addEventListener('load', () => setTimeout(() => {
        const field = document.querySelector('.tab-pane.active .is-invalid');
        field?.scrollIntoView({ block: 'center' });
        field?.focus({ preventScroll: true });
    }, 200));

    // A place on the page may lie in another tab or be folded.
    document.addEventListener('click', (event) => {
        const link = event.target.closest('#content a[href^="#twint-"]');
        const target = link === null ? null : document.querySelector(link.getAttribute('href'));
        if (target === null) {
            return;
        }
        event.preventDefault();
        const tab = target.closest('.tab-pane');
        document.querySelector(`a[data-toggle="tab"][href="#${tab.id}"]`)?.click();
        setTimeout(() => {
            target.setAttribute('tabindex', '-1');
            target.focus({ preventScroll: true });
            target.scrollIntoView();
        }, 200);
    });
})();
