{* Without a word about the parent, which the shop adds by itself. *}
{block name='productdetails-basket-add-to-cart' prepend}
    <p class="col-12" data-child>Von Hand geprüft</p>
{/block}
