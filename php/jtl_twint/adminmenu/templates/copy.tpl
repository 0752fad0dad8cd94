{* A text to hand on, with a button that copies it; without JavaScript it can be marked by hand. *}
<div class="border rounded p-2 mt-2 d-flex align-items-start">
    <pre class="mb-0 flex-grow-1" style="white-space: pre-wrap; overflow-wrap: anywhere">{$text}</pre>
    <button class="btn btn-sm btn-outline-primary ml-2" type="button" data-twint-copy="{__('twint.copied')}">{__('twint.copy')}</button>
</div>
