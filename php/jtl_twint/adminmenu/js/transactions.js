// The forms that move money.
(function () {
    'use strict';

    var PAUSE_MS = 300;

    // What the form comes to so far is reckoned by the server, as the next step does it.
    function preview(form) {
        var timer = 0, questions = 0;

        function show(answer) {
            form.querySelector('[data-sum]').textContent = answer.sum;
            form.querySelector('[data-left]').textContent = answer.left;
            form.querySelector('[data-problem]').textContent = answer.problem;
            form.querySelector('.twint-sum').hidden = false;
        }

        function ask() {
            var question = ++questions, fields = new FormData(form);
            fields.set('twint_step', 'preview');
            fetch(form.getAttribute('action'), { method: 'POST', body: fields, credentials: 'same-origin' })
                .then(function (response) { return response.json(); })
                .then(function (answer) {
                    if (question === questions) {
                        show(answer);
                    }
                })
                .catch(function () {
                    // The next step shows it, too.
                    form.querySelector('.twint-sum').hidden = question === questions;
                });
        }

        function changed() {
            form.querySelector('.twint-part').hidden = form.querySelector('[name="twint_scope"]:checked').value === 'all';
            // An answer that is on its way is about what was typed before.
            questions++;
            clearTimeout(timer);
            timer = setTimeout(ask, PAUSE_MS);
        }

        form.addEventListener('input', changed);
        form.addEventListener('change', changed);
        changed();
    }

    document.querySelectorAll('form.twint-money').forEach(preview);

    // Two clicks are one: the server would see to it too.
    document.querySelectorAll('#twint-confirm').forEach(function (form) {
        form.addEventListener('submit', function (event) {
            if (form.dataset.sent) {
                event.preventDefault();
            }
            form.dataset.sent = '1';
        });
    });
    window.addEventListener('pageshow', function () {
        document.querySelectorAll('#twint-confirm').forEach(function (form) { delete form.dataset.sent; });
    });
}());
