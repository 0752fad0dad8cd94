// The live sum of the forms that move money. A preview only: the server reckons by itself before anything moves.
(function () {
    'use strict';

    // In Rappen, as whole numbers; NaN where it is no amount.
    function rappen(text) {
        var found = /^(-?)(\d{1,9})(?:\.(\d{1,2}))?$/.exec(plain(text));

        return found ? (found[1] ? -1 : 1) * (Number(found[2]) * 100 + Number((found[3] || '').padEnd(2, '0'))) : NaN;
    }

    function plain(text) {
        return text.replace(/['’ ]/g, '').replace(',', '.');
    }

    function francs(amount) {
        var sign = amount < 0 ? '-' : '';
        var digits = String(Math.abs(amount)).padStart(3, '0');

        return sign + digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, "'") + '.' + digits.slice(-2);
    }

    // What this quantity of a row comes to, after what was moved of it before; so all parcels add up to the row.
    function portion(row) {
        var amount = row.querySelector('[data-amount]').value;
        if (amount.trim() !== '') {
            return rappen(amount);
        }
        var quantity = row.querySelector('[data-quantity]').value;
        if (quantity.trim() === '') {
            return 0;
        }
        var gross = rappen(row.dataset.gross), of = Number(row.dataset.of), moved = Number(row.dataset.moved);
        var now = Number(plain(quantity));
        var round = function (value) { return Math.sign(value) * Math.round(Math.abs(value)); };

        return of === 0 ? NaN : round(gross * (moved + now) / of) - round(gross * moved / of);
    }

    function show(form) {
        var all = form.querySelector('[name="twint_scope"]:checked').value === 'all';
        var limit = rappen(form.dataset.limit);
        var free = form.querySelector('[data-free]').value, fee = form.querySelector('[data-fee]');
        var sum = all ? limit : Array.from(form.querySelectorAll('tbody tr')).reduce(function (total, row) {
            return total + portion(row);
        }, free.trim() === '' ? 0 : rappen(free));
        if (fee && fee.value.trim() !== '') {
            sum -= rappen(fee.value);
        }
        var known = !Number.isNaN(sum);
        form.querySelector('[data-sum]').textContent = known ? francs(sum) : '–';
        form.querySelector('[data-left]').textContent = known ? francs(limit - sum) : '–';
        form.querySelector('[data-over]').hidden = !(known && sum > limit);
        form.querySelector('.twint-part').hidden = all;
    }

    document.querySelectorAll('form.twint-money').forEach(function (form) {
        form.querySelector('.twint-sum').hidden = false;
        form.addEventListener('input', function () { show(form); });
        form.addEventListener('change', function () { show(form); });
        show(form);
    });

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
